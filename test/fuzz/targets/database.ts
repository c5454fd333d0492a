import { compressTape } from '../../../samples/generator/database/compress-tape.js';
import { readBackup, writeSmallBackup } from '../../fixtures/sql-server/small-backup.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';

/** A SQL Server backup, plain or compressed: container, pages, catalogue, rows, log. */
export const databaseTarget = defineTarget<string>({
  name: 'database',
  dictionary: [
    'TAPE ¦ SSET ¦ MSDA ¦ MSTL ¦ MSLS ¦ ESET ¦ SFMB ¦ MQDA ¦ MQTL ¦ MQCI ¦ SCIN ¦ SPAD ¦ MSSQLBAK',
    '\x00\x02 ¦ \x01\x0a ¦ \x01\x0b ¦ \x01\x01 ¦ \x40 ¦ \x00\x80 ¦ \xff\xff ¦ \xff\xff\xff\xff ¦ \x00\x04',
  ],
  refusals: ['INTEGRITY', 'INCOMPLETE', 'UNSUPPORTED'],
  readSeeds: async () => {
    const plain = writeSmallBackup();
    return [compressTape(plain), plain];
  },
  read: readBackup,
  async confirm(accepted, input) {
    assertLaw((await readBackup(input)) === accepted, 'the same bytes give the same rows');
  },
});
