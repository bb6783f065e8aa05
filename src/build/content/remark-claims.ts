import type { Root } from 'mdast';
import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import { visit } from 'unist-util-visit';
import { claimText } from '../../claims/index.ts';

/** A formula with each `\claim{id}` in its number's place, spelt for TeX. */
export function formulaWithClaims(formula: string): string {
  return formula.replace(/\\claim\{([^}]*)\}/g, (_, id: string) =>
    claimText(id)
      .replaceAll(',', '{,}')
      .replaceAll('−', '-')
      .replaceAll('×', '\\times ')
      .replaceAll(' %', '\\,\\%'),
  );
}

/** Puts the numbers of claims into formulas. Expects remark-math to have run. */
export function remarkClaims() {
  return (tree: Root): void => {
    visit(tree, (node) => {
      if (node.type !== 'math' && node.type !== 'inlineMath') return;
      const math = node as MathBlock | InlineMath;
      if (!math.value.includes('\\claim{')) return;
      const before = math.value;
      math.value = formulaWithClaims(before);
      // What becomes HTML is a copy that remark-math made of the value.
      const data: { hChildren?: unknown } = math.data ?? {};
      const children = JSON.stringify(data.hChildren ?? []);
      const [old, fresh] = [before, math.value].map((text) => JSON.stringify(text).slice(1, -1));
      math.data = { ...math.data, hChildren: JSON.parse(children.replaceAll(old!, fresh!)) };
    });
  };
}
