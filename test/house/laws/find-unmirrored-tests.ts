import { listFolders } from '../graph/import-graph.js';

const TEST_NAME = /^(?<subject>.*?[^/.]+)(?:\.[a-z\d-]+)?\.test\.ts$/u;

/**
 * Lists files of `test/unit` that no file or folder of `src` stands behind: `D/N.test.ts` and `D/N.aspect.test.ts` are
 * about `D/N.ts`, or the folder `D/N`. Makers of values and doubles lie elsewhere.
 */
export function findUnmirroredTests(testPaths: readonly string[], sourcePaths: readonly string[]): string[] {
  const subjects = new Set(sourcePaths.flatMap((path) => [path.replace(/\.ts$/u, ''), ...listFolders(path)]));
  return testPaths.flatMap((path) => {
    const subject = TEST_NAME.exec(path)?.groups?.['subject'];
    if (subject === undefined)
      return [`test/unit/${path} is no test: it belongs into test/doubles or test/fixtures`];
    return subjects.has(subject)
      ? []
      : [`test/unit/${path}: there is neither src/${subject}.ts nor src/${subject}/`];
  });
}
