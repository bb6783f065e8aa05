import type { Expression, Program, SpreadElement } from 'estree';

/** Stands for an expression that is more than a plain value. */
export const NOT_LITERAL = Symbol('not a literal');

/** The value of an attribute in braces: a number, text, true, false or an array of these. Nothing is evaluated. */
export function literalOf(program: Program | null | undefined): unknown {
  const [statement] = program?.body ?? [];
  return statement?.type === 'ExpressionStatement' ? plainValue(statement.expression) : NOT_LITERAL;
}

function plainValue(node: Expression | SpreadElement | null): unknown {
  if (node?.type === 'Literal' && ['number', 'string', 'boolean'].includes(typeof node.value))
    return node.value;
  if (node?.type === 'UnaryExpression' && node.operator === '-') {
    const value = plainValue(node.argument);
    return typeof value === 'number' ? -value : NOT_LITERAL;
  }
  if (node?.type !== 'ArrayExpression') return NOT_LITERAL;
  const values = node.elements.map(plainValue);
  return values.includes(NOT_LITERAL) ? NOT_LITERAL : values;
}
