import { findNearestWord } from '../nearest-word.js';
import { ERROR_CODES, type ErrorCode } from '../error-codes.js';
import { FINDING_CODES, type FindingCode } from '../finding-codes.js';
import { CONTENT_FINDING_WORDS } from './content-finding-words.js';
import { ERROR_WORDS } from './error-words.js';
import type { Explanation } from './explanation.js';
import { BLOCKER_WORDS, BUCKET_WORDS } from './plan-words.js';
import { REASON_CODES, type ReasonEntry } from './reason-words.js';
import { SHARE_FINDING_WORDS } from './share-finding-words.js';

/** A code with everything that is known of it. */
export interface ExplainedCode extends Explanation {
  readonly code: string;
  /** The list that it stands in; a code can stand in two. */
  readonly kind: 'error' | 'finding' | 'blocker' | 'bucket' | 'reason';
  readonly meaning: string;
  /** Of an error; and of the error that a finding ends in. Null where nothing ends because of it. */
  readonly exitCode: number | null;
  /** Of a finding. */
  readonly severity: 'error' | 'warning' | 'info' | null;
  /** Codes to read on: the error of a finding, the reasons of a bucket, the bucket of a reason. */
  readonly related: readonly string[];
}

const FINDING_WORDS: Readonly<Record<FindingCode, Explanation>> = {
  ...SHARE_FINDING_WORDS,
  ...CONTENT_FINDING_WORDS,
};

/** Every code that restack writes, list by list. */
export function listExplainedCodes(): readonly ExplainedCode[] {
  const reasons: readonly (readonly [string, ReasonEntry])[] = Object.entries(REASON_CODES);
  return [
    ...listKeys(ERROR_CODES).map(describeError),
    ...listKeys(FINDING_CODES).map(describeFinding),
    ...Object.entries(BLOCKER_WORDS).map(([code, words]) => describeWord(code, 'blocker', words)),
    ...Object.entries(BUCKET_WORDS).map(([code, words]) => ({
      ...describeWord(code, 'bucket', words),
      related: reasons.filter(([, { bucket }]) => bucket === code).map(([reason]) => reason),
    })),
    ...reasons.map(([code, entry]) => describeReason(code, entry)),
  ];
}

function listKeys<K extends string>(registry: Readonly<Record<K, unknown>>): readonly K[] {
  const isKey = (key: string): key is K => key in registry;
  return Object.keys(registry).filter(isKey);
}

function describeError(code: ErrorCode): ExplainedCode {
  const { exit, meaning } = ERROR_CODES[code];
  return { code, kind: 'error', meaning, exitCode: exit, severity: null, ...ERROR_WORDS[code], related: [] };
}

function describeFinding(code: FindingCode): ExplainedCode {
  const { severity, outcome, meaning } = FINDING_CODES[code];
  return {
    code,
    kind: 'finding',
    meaning,
    exitCode: outcome === null ? null : ERROR_CODES[outcome].exit,
    severity,
    ...FINDING_WORDS[code],
    related: outcome === null || outcome === code ? [] : [outcome],
  };
}

function describeWord(
  code: string,
  kind: ExplainedCode['kind'],
  words: Explanation & { readonly meaning: string },
): ExplainedCode {
  return { code, kind, exitCode: null, severity: null, ...words, related: [] };
}

function describeReason(code: string, { bucket, phrases, meaning, action }: ReasonEntry): ExplainedCode {
  return {
    code,
    kind: 'reason',
    meaning,
    exitCode: null,
    severity: null,
    causes: phrases.map((phrase) => `said as: … ${phrase.trim()} …`),
    actions: [action],
    example: `${bucket}: ${phrases[0] ?? ''}`.trimEnd(),
    related: [bucket === 'blocked' ? 'conflict' : bucket],
  };
}

/** Finds what a person means by a code in any case, or by the words of a reason. Empty where it is none. */
export function findExplainedCodes(text: string): readonly ExplainedCode[] {
  const wanted = text.trim().toLowerCase();
  const all = listExplainedCodes();
  const named = all.filter(({ code }) => code.toLowerCase() === wanted);
  return named.length > 0 ? named : all.filter(({ code, kind }) => kind === 'reason' && isSaid(code, wanted));
}

/** The reason that the words of a plan or report give; undefined where they give none of the registry. */
export function findReason(words: string): string | undefined {
  return Object.keys(REASON_CODES).find((code) => isSaid(code, words.toLowerCase()));
}

function isSaid(code: string, words: string): boolean {
  const entry: ReasonEntry | undefined = Object.entries(REASON_CODES).find(([name]) => name === code)?.[1];
  return entry?.phrases.some((phrase) => words.includes(phrase.trim().toLowerCase())) === true;
}

/** The code that was probably meant; undefined where none is near. */
export function findMeantCode(text: string): string | undefined {
  const codes = listExplainedCodes().map(({ code }) => code);
  const meant = findNearestWord(
    text,
    codes.map((code) => code.toLowerCase()),
  );
  return codes.find((code) => code.toLowerCase() === meant);
}
