import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { ROOT } from './imports.ts';

const doors = ['src/cnn/index.ts', 'src/cnn/math/index.ts', 'src/cnn/choose-runner.ts'];
const program = ts.createProgram(
  doors.map((door) => join(ROOT, door)),
  {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  },
);
const checker = program.getTypeChecker();

interface Said {
  /** Where it is declared, for a failing test. */
  where: string;
  declaration: ts.Declaration;
  docs: string;
  throws: boolean;
}

function said(name: string, symbol: ts.Symbol): Said {
  const declaration = symbol.declarations![0]!;
  const file = declaration.getSourceFile();
  const line = file.getLineAndCharacterOfPosition(declaration.getStart()).line + 1;
  const path = file.fileName.slice(ROOT.length).replace(/^\//, '');
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const tags = symbol.getJsDocTags(checker);
  const whole = [text, ...tags.map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`)];
  const docs = whole.join('\n').trim();
  const throws = /@throws|\bThrows\b/.test(docs);
  return { where: `${path}:${line} ${name}`, declaration, docs, throws };
}

/** Exported names, and the public methods and accessors of exported classes. */
function everyName(door: string): Said[] {
  const source = program.getSourceFile(join(ROOT, door))!;
  const module = checker.getSymbolAtLocation(source)!;
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol =
      exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const whole = said(exported.name, symbol);
    if (!ts.isClassDeclaration(whole.declaration)) return [whole];
    const members = checker
      .getDeclaredTypeOfSymbol(symbol)
      .getProperties()
      .filter((member) => {
        const [declared] = member.declarations ?? [];
        if (!declared?.getSourceFile().fileName.startsWith(join(ROOT, 'src'))) {
          return false;
        }
        const hidden =
          ts.getCombinedModifierFlags(declared) &
          (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
        return !hidden && (ts.isMethodDeclaration(declared) || ts.isAccessor(declared));
      })
      // An event of a callback is told of where its interface is.
      .filter(({ name }) => !/^(before|after)[A-Z]/.test(name))
      .map((member) => said(`${exported.name}.${member.name}`, member));
    return [whole, ...members];
  });
}

/** Whether the code itself refuses something: a throw, or a demand. */
function refuses(node: ts.Node): boolean {
  const isDemand =
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text.startsWith('demand');
  if (isDemand || ts.isThrowStatement(node)) return true;
  return ts.forEachChild(node, (child) => refuses(child) || undefined) ?? false;
}

/** A class answers by its own docstring for its constructor; its methods have theirs. */
function codeOf({ declaration }: Said): ts.Node | undefined {
  if (!ts.isClassDeclaration(declaration)) return declaration;
  return declaration.members.find(ts.isConstructorDeclaration);
}

const constructorSays = ({ declaration }: Said) =>
  ts.isClassDeclaration(declaration) &&
  declaration.members.some(
    (member) =>
      ts.isConstructorDeclaration(member) &&
      ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'throws'),
  );

test.each(doors)('%s: every exported name and public method says what it is', (door) => {
  const names = everyName(door);
  expect(names.length).toBeGreaterThan(2);
  expect(names.filter(({ docs }) => docs === '').map(({ where }) => where)).toEqual([]);
});

test.each(doors)('%s: whatever refuses its input says when', (door) => {
  const silent = everyName(door).filter((one) => {
    const code = codeOf(one);
    return code && refuses(code) && !one.throws && !constructorSays(one);
  });
  expect(silent.map(({ where }) => where)).toEqual([]);
});

test('the docstrings’ test itself hears a silent name and a silent refusal', () => {
  const text = 'export function one() { throw new Error(); } /** Said. */ export const two = 2;';
  const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.ESNext, true);
  expect(refuses(file.statements[0]!)).toBe(true);
  expect(refuses(file.statements[1]!)).toBe(false);
});
