import type { Node, Program } from 'oxc-parser';

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
