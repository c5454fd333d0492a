import type { Node, PropertyKey, VisitorObject } from 'oxc-parser';
import { lineAt } from './import-visitor.js';
import { literalText } from './literal-text.js';
import type { ProcessMember } from './source-facts.js';

/** Collects members of `process` that are touched, however they are taken out of it. */
export function createProcessVisitor(source: string, found: ProcessMember[]): VisitorObject {
  const add = (node: Node, name: string | undefined) =>
    found.push({ name: `process.${name ?? '*'}`, line: lineAt(source, node.start) });
  return {
    MemberExpression: (node) => {
      if (isProcess(node.object)) add(node, nameKey(node.property, node.computed));
    },
    VariableDeclarator: ({ id, init }) => {
      if (id.type !== 'ObjectPattern' || init === null || !isProcess(init)) return;
      for (const part of id.properties) {
        add(part, part.type === 'Property' ? nameKey(part.key, part.computed) : undefined);
      }
    },
  };
}

/** `process`, or `globalThis.process`. */
function isProcess(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'process';
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return false;
  return node.object.name === 'globalThis' && nameKey(node.property, node.computed) === 'process';
}

function nameKey(key: PropertyKey, computed: boolean): string | undefined {
  return !computed && key.type === 'Identifier' ? key.name : literalText(key);
}
