import type { BrokenKeyword } from './compiled-schema.js';
import { describeValue, type Disclosure, quoteText } from './value-description.js';

/** The facts that a message is made of, besides the broken keyword. */
export interface MessageContext {
  /** The value that breaks the keyword. */
  readonly found: unknown;
  readonly disclosure: Disclosure;
  /** Plain words for the schema's patterns. */
  readonly expectations: Readonly<Record<string, string>>;
}

/** Keywords that only repeat a broken keyword inside them. */
const REPEATING: ReadonlySet<string> = new Set(['if', 'propertyNames']);

/** True when a broken keyword says something of its own. */
export function isTelling({ keyword }: BrokenKeyword): boolean {
  return !REPEATING.has(keyword);
}

/** Says in plain words which value was found and which was expected. */
export function renderKeywordMessage(broken: BrokenKeyword, context: MessageContext): string {
  if (broken.keyword === 'required') return `lacks the property ${nameOf(broken.params['missingProperty'])}`;
  const expected = renderExpectation(broken, context.expectations);
  if (broken.propertyName !== undefined) {
    return `has a property whose name is ${describeValue(broken.propertyName, context.disclosure)}, expected ${expected}`;
  }
  return `found ${describeValue(context.found, context.disclosure)}, expected ${expected}`;
}

function renderExpectation(
  { keyword, params }: BrokenKeyword,
  expectations: Readonly<Record<string, string>>,
): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'type':
      return listOf(params['type']).map(nameType).join(' or ');
    case 'pattern':
      return expectations[String(params['pattern'])] ?? 'text of another form';
    case 'enum':
      return `one of ${listOf(params['allowedValues']).map(String).join(', ')}`;
    case 'minimum':
      return `at least ${limit}`;
    case 'maximum':
      return `at most ${limit}`;
    case 'minLength':
      return `at least ${limit} characters`;
    case 'maxLength':
      return `at most ${limit} characters`;
    case 'minItems':
      return `at least ${limit} items`;
    case 'maxProperties':
      return `at most ${limit} properties`;
    default:
      return `what the schema's "${keyword}" asks for`;
  }
}

function nameType(type: unknown): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  };
  return words[String(type)] ?? String(type);
}

function nameOf(property: unknown): string {
  return quoteText(String(property));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
