import { type Figures, METHOD, mentionOf } from './figures.ts';
import { columnsOf } from './write-csv.ts';

/**
 * What a reader must know of the CSV beside it, as W3C “CSV on the Web” metadata: columns and their types, definition,
 * threshold, method, versions of rules and snapshots, who is missing, and how well files were linked.
 */
export function writeCsvw(figures: Figures, csvName: string): string {
  const { label, definition, period, source, smallest, ruleSetVersion, computedAt, snapshots, linkage } = figures;
  return `${JSON.stringify(
    {
      '@context': ['http://www.w3.org/ns/csvw', { '@language': 'fr' }],
      url: csvName,
      'dc:title': `${label}, ${period}`,
      'dc:description': definition,
      'dc:source': source,
      'dc:language': 'fr',
      ...(computedAt === null ? {} : { 'dc:date': { '@value': computedAt, '@type': 'xsd:dateTime' } }),
      notes: [
        { type: 'mention', text: mentionOf(figures) },
        { type: 'methode', text: METHOD },
        { type: 'seuil', text: `Aucun comptage de 1 à ${smallest - 1} n’est publié (k = ${smallest}).` },
        { type: 'regles', text: `Version des règles : ${ruleSetVersion}.` },
        ...snapshots.map(({ body, version, frozenAt }) => ({
          type: 'instantane',
          text: `${body} : version ${version}, figé le ${frozenAt}.`,
        })),
        ...(linkage === null ? [] : [{ type: 'rapprochement', text: writeLinkage(linkage) }]),
      ],
      dialect: { encoding: 'utf-8', delimiter: ',', header: true, quoteChar: '"', doubleQuote: true },
      tableSchema: {
        columns: columnsOf(figures).map(({ name, title, datatype, required }) => ({
          name,
          titles: [name],
          'dc:description': title,
          datatype,
          required,
        })),
        primaryKey: ['indicateur', 'periode', ...figures.dimensions.map(({ code }) => code.toLowerCase())],
      },
    },
    null,
    2,
  )}\n`;
}

function writeLinkage({ precision, recall }: NonNullable<Figures['linkage']>): string {
  const share = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 2 });
  return `Rapprochement des dossiers : précision ${share.format(precision)}, rappel ${share.format(recall)}, mesurés sur des personnes fictives.`;
}
