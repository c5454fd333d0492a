import { parseSync, Visitor } from 'oxc-parser';
import { createImportVisitor } from './import-visitor.js';
import { listExportedTypes } from './list-exported-types.js';
import { createProcessVisitor } from './process-visitor.js';
import type { ProcessMember, SourceFacts, SourceImport, UnreadableImport } from './source-facts.js';

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
