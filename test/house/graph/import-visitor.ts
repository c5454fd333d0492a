import type { CallExpression, NewExpression, Node, StringLiteral, VisitorObject } from 'oxc-parser';
import { literalText } from './literal-text.js';
import type { ImportForm, SourceImport, UnreadableImport } from './source-facts.js';

interface FoundImports {
  readonly imports: SourceImport[];
  readonly unreadable: UnreadableImport[];
}

interface Written {
  readonly form: ImportForm;
  readonly typeOnly?: boolean;
}

type AddImport = (node: Node, module: Node | undefined, written: Written) => void;

const SCRIPT = /\.[cm]?[jt]sx?$/u;

/** Collects imports in every form: statements, expressions, types, and addresses of scripts. */
export function createImportVisitor(source: string, found: FoundImports): VisitorObject {
  const add: AddImport = (node, module, { form, typeOnly = false }) => {
    const line = lineAt(source, node.start);
    const specifier = literalText(module);
    if (specifier !== undefined) found.imports.push({ specifier, form, typeOnly, line });
    else found.unreadable.push({ text: source.slice(node.start, node.end), line });
  };
  const addExport = (node: Node & { exportKind?: string }, module: StringLiteral | null) => {
    if (module !== null) add(node, module, { form: 'export-from', typeOnly: node.exportKind === 'type' });
  };
  return {
    // `import { type A }` still loads its module under verbatimModuleSyntax: only the keyword in front makes it types.
    ImportDeclaration: (node) =>
      add(node, node.source, { form: 'import', typeOnly: node.importKind === 'type' }),
    ExportNamedDeclaration: (node) => addExport(node, node.source),
    ExportAllDeclaration: (node) => addExport(node, node.source),
    ImportExpression: (node) => add(node, node.source, { form: 'dynamic' }),
    TSImportType: (node) => add(node, node.source, { form: 'type-import', typeOnly: true }),
    TSImportEqualsDeclaration: (node) => {
      if (node.moduleReference.type !== 'TSExternalModuleReference') return;
      add(node, node.moduleReference.expression, { form: 'require', typeOnly: node.importKind === 'type' });
    },
    CallExpression: (node) => addCall(node, add),
    NewExpression: (node) => addModuleUrl(node, add),
  };
}

/** `require(…)` and `import.meta.resolve(…)`. */
function addCall(node: CallExpression, add: AddImport): void {
  const { callee } = node;
  const isResolve = callee.type === 'MemberExpression' && callee.object.type === 'MetaProperty';
  const isRequire = callee.type === 'Identifier' && callee.name === 'require';
  if (isResolve || isRequire) add(node, node.arguments[0], { form: 'require' });
}

/** `new URL(…, import.meta.url)`: the address of a folder or of data imports nothing, that of a script does. */
function addModuleUrl(node: NewExpression, add: AddImport): void {
  const [target, base] = node.arguments;
  if (base?.type !== 'MemberExpression' || base.object.type !== 'MetaProperty') return;
  const text = literalText(target);
  if (text === undefined || SCRIPT.test(text)) add(node, target, { form: 'module-url' });
}

/** Lines count from one. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
