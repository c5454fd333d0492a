import {
  type CallExpression,
  type NewExpression,
  type Node,
  parseSync,
  type Program,
  type PropertyKey,
  type StringLiteral,
  Visitor,
  type VisitorObject,
} from 'oxc-parser';

/** The way an import is written; `module-url` is `new URL('./worker.js', import.meta.url)`. */
export type ImportForm = 'import' | 'export-from' | 'dynamic' | 'type-import' | 'require' | 'module-url';

export interface SourceImport {
  readonly specifier: string;
  readonly form: ImportForm;
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** An import whose module no literal names, as it is written. */
export interface UnreadableImport {
  readonly text: string;
  readonly line: number;
}

/** A touched member of `process`: `process.env`, or `process.*` when its name is computed or all are taken. */
export interface ProcessMember {
  readonly name: string;
  readonly line: number;
}

/** Facts of one source file that the laws of the house are about. */
export interface SourceFacts {
  readonly imports: readonly SourceImport[];
  readonly unreadable: readonly UnreadableImport[];
  /** Names of types, interfaces and classes that the file defines and exports. */
  readonly exportedTypes: readonly string[];
  readonly processMembers: readonly ProcessMember[];
}

/** The text of a string literal, or of a template without holes; undefined for anything else. */
export function literalText(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node?.type !== 'TemplateLiteral' || node.quasis.length !== 1) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

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

const TYPE_DEFINITIONS: ReadonlySet<string> = new Set([
  'ClassDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
]);

/** Names types, interfaces and classes that a file defines and exports; what it hands on from another does not count. */
export function listExportedTypes({ body }: Program): string[] {
  const exported = new Set(body.flatMap(listExportedNames));
  return body.flatMap(nameDefinedType).filter((name) => exported.has(name));
}

function nameDefinedType(statement: Node): string[] {
  const defined = declarationOf(statement) ?? statement;
  return TYPE_DEFINITIONS.has(defined.type) ? nameDeclared(defined) : [];
}

function listExportedNames(statement: Node): string[] {
  const declaration = declarationOf(statement);
  if (declaration !== undefined) return nameDeclared(declaration);
  if (statement.type !== 'ExportNamedDeclaration' || statement.source !== null) return [];
  return statement.specifiers.map(({ local }) => (local.type === 'Literal' ? local.value : local.name));
}

/** The declaration behind the keyword `export`. */
function declarationOf(statement: Node): Node | undefined {
  if (statement.type === 'ExportDefaultDeclaration') return statement.declaration;
  return statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? undefined) : undefined;
}

function nameDeclared(declaration: Node): string[] {
  return 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : [];
}

/**
 * Reads one source file from its syntax tree, never from its text alone.
 * @throws Error when the text does not parse
 */
export function readSourceFacts(path: string, source: string): SourceFacts {
  const { program, errors } = parseSync(path, source, { astType: 'ts' });
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} does not parse: ${error.message}`);
  const imports: SourceImport[] = [];
  const unreadable: UnreadableImport[] = [];
  const processMembers: ProcessMember[] = [];
  new Visitor(createImportVisitor(source, { imports, unreadable })).visit(program);
  new Visitor(createProcessVisitor(source, processMembers)).visit(program);
  return { imports, unreadable, exportedTypes: listExportedTypes(program), processMembers };
}
