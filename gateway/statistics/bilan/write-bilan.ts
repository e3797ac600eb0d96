import { ABSENCES, METHOD } from '../exports/figures.ts';
import { figuresOf } from '../exports/figures-of.ts';
import { Html, html } from './html.ts';
import type { BilanLine, ReleasedBilan } from './released-bilan.ts';
import { STYLE } from './style.ts';
import { writePeriod } from './tables.ts';
import { writeLine } from './write-line.ts';

/** The parts of a bilan, as its reader looks for them. */
const CHAPTERS: readonly { readonly id: string; readonly title: string; readonly codes: readonly string[] }[] = [
  { id: 'personnes', title: 'Personnes accueillies, suivies, aidées', codes: ['N1', 'N2', 'N3'] },
  { id: 'fiches', title: 'Fiches de liaison et relais', codes: ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'H1'] },
  { id: 'situations', title: 'Situations partagées et délais', codes: ['C1', 'C2', 'E4'] },
  { id: 'reunions', title: 'Vie du protocole', codes: ['M1'] },
];

/** One page, whole in itself: no script, no picture and no style from elsewhere. Same figures and day, same bytes. */
export function writeBilan(bilan: ReleasedBilan): string {
  const { title, year, parties, lines, note } = bilan;
  const chapters = CHAPTERS.map((chapter) => ({
    ...chapter,
    lines: lines.filter(({ indicator }) => chapter.codes.includes(indicator.code)),
  })).filter((chapter) => chapter.lines.length > 0);
  const links = [...chapters, { id: 'absents', title: ABSENT_TITLE }, { id: 'methode', title: METHOD_TITLE }];
  return `${html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bilan ${year} : ${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
<header>
<h1>Bilan ${year}</h1>
<p>${title}</p>
<p class="mention">${note}</p>
${bilan.datesAssumed ? html`<p>${DEMONSTRATION}</p>` : ''}
</header>
<nav aria-label="Sommaire"><ul>${links.map((link) => html`<li><a href="#${link.id}">${link.title}</a></li>`)}</ul></nav>
<main id="contenu">
<p>Organismes du protocole : ${parties.map(({ name }) => name).join(', ')}.</p>
${chapters.map(
  (chapter) => html`<section aria-labelledby="${chapter.id}">
<h2 id="${chapter.id}">${chapter.title}</h2>
${chapter.lines.map(writeLine)}
</section>
`,
)}${writeAbsent(lines)}
${writeMethod(bilan)}
</main>
</body>
</html>`}\n`;
}

const ABSENT_TITLE = 'Organismes dont les chiffres manquent';
const METHOD_TITLE = 'Définitions et méthode';
const DEMONSTRATION =
  'Jeu de démonstration : personnes fictives, dates de signature supposées ; aucun organisme cité n’a validé ce document.';

/** Who is in no sum, by name: what is missing is not zero. */
function writeAbsent(lines: readonly BilanLine[]): Html {
  const rows = lines.flatMap(({ indicator, periods }) =>
    periods.flatMap(({ total }) =>
      figuresOf(total).absent.map(({ body, why }) => ({
        name: total.bodies.find(({ code }) => code === body)?.name ?? body,
        ...{ label: indicator.label, period: writePeriod(total.period), why: ABSENCES[why] },
      })),
    ),
  );
  const table = html`<div class="table"><table>
<caption>Ils ne sont dans aucune somme, et ne comptent pas pour zéro</caption>
<thead><tr><th scope="col">Organisme</th><th scope="col">Indicateur</th><th scope="col">Période</th><th scope="col">Motif</th></tr></thead>
<tbody>${rows.map(
    ({ name, label, period, why }) => html`
<tr><th scope="row">${name}</th><td>${label}</td><td>${period}</td><td>${why}</td></tr>`,
  )}
</tbody></table></div>`;
  return html`<section aria-labelledby="absents">
<h2 id="absents">${ABSENT_TITLE}</h2>
${rows.length === 0 ? html`<p>Aucun : chaque organisme interrogé a donné ses chiffres.</p>` : table}
</section>`;
}

function writeMethod({ lines, note, on, ruleSetVersion }: ReleasedBilan): Html {
  const figures = lines.flatMap(({ periods }) => periods.map(({ total }) => figuresOf(total)));
  const frozen = new Set(
    figures.flatMap(({ indicator, period, snapshots }) =>
      snapshots.map(({ body, version, frozenAt }) => {
        return `${body}, ${indicator}, ${writePeriod(period)} : version ${version}, figée le ${writeDay(frozenAt.slice(0, 10))}`;
      }),
    ),
  );
  const thresholds = [...new Set(figures.map(({ smallest }) => smallest))].sort((one, other) => one - other);
  const confirmed = lines
    .filter(({ indicator }) => indicator.confidence === 'COPIL')
    .map(({ indicator }) => indicator.code);
  return html`<section aria-labelledby="methode">
<h2 id="methode">${METHOD_TITLE}</h2>
<dl>
<dt>Lecture</dt><dd>${note}</dd>
<dt>Méthode</dt><dd>${METHOD}</dd>
<dt>Seuil</dt><dd>${thresholds.map((k) => html`Aucun comptage de 1 à ${k - 1} n’est publié (k = ${k}). `)}</dd>
<dt>Définitions</dt><dd>Elles sont en tête de chaque indicateur${confirmed.length === 0 ? '' : ` ; celles de ${confirmed.join(', ')} sont à confirmer par le comité de pilotage`}.</dd>
<dt>Sources</dt><dd><ul>${lines.map(({ indicator }) => html`<li>${indicator.code} : ${indicator.source}</li>`)}</ul></dd>
<dt>Règles</dt><dd>Version ${ruleSetVersion}.</dd>
<dt>Instantanés</dt><dd>${frozen.size === 0 ? 'Aucun.' : html`<ul>${[...frozen].map((text) => html`<li>${text}</li>`)}</ul>`}</dd>
<dt>Édition</dt><dd>${writeDay(on)}</dd>
</dl>
</section>`;
}

function writeDay(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });
}
