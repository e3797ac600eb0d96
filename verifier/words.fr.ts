import type { Words } from './words.ts';

/** In the words of an officer's auditor: what was found, and what it means. */
export const WORDS_FR: Words = {
  doesNotHold: 'NE TIENT PAS :',
  place: (leaf, record) => `feuille ${leaf}${record === undefined ? '' : ` (trace ${record})`} :`,
  failures: {
    UNKNOWN_LOG: ({ named }) =>
      `aucune clé donnée avec --key n'a signé ce point de contrôle${named ? ` ; le fichier nomme la clé ${named}, à vérifier par ailleurs` : ''}`,
    CHECKPOINT_FORGED: () => 'la signature du journal sur le point de contrôle est fausse : il a été modifié ou forgé',
    OTHER_ORIGIN: () => "le point de contrôle porte le nom d'un autre journal que la clé qui l'a signé",
    OTHER_SIZE: ({ said, signed }) =>
      `le fichier annonce ${said} feuilles, le point de contrôle signé en compte ${signed}`,
    WITNESS_FORGED: () =>
      "la contresignature d'un témoin est fausse : modifiée, ou faite pour un autre point de contrôle",
    TOO_FEW_WITNESSES: ({ found, least }) =>
      `${found.length} témoin(s) reconnu(s) sur le point de contrôle${found.length > 0 ? ` (${found.join(', ')})` : ''}, il en faut ${least}`,
    MISSING: () => "elle manque : une trace de la plage a été retirée de l'export",
    TWICE: () => 'elle figure deux fois',
    OUT_OF_ORDER: () => "elle n'est pas à sa place : les traces ont été réordonnées",
    BEYOND_TREE: () => "elle est au-delà de l'arbre signé",
    BEYOND_RANGE: () => "elle est hors de la plage annoncée par l'export",
    CHANGED: () =>
      "le contenu et le sel ne donnent pas l'engagement inscrit au journal : la trace a été modifiée, ou le sel est étranger",
    NOT_IN_TREE: () => "l'engagement n'est pas à cette place dans l'arbre signé : trace ajoutée, déplacée ou remplacée",
    RANGE_BROKEN: () =>
      'les feuilles de la plage ne donnent pas, toutes ensemble, la racine signée : une au moins a été remplacée',
    NO_RECORD: () => "ce qui a été inscrit n'est pas une trace d'accès sous sa forme canonique",
    RECORD_TWICE: () => 'la même trace est inscrite deux fois au journal',
    MISSHOWN: ({ column }) => `la colonne « ${column} » du tableau ne dit pas ce que dit la trace inscrite`,
    BACK_DATED: ({ seconds }) =>
      `elle se dit écrite ${seconds} s avant une trace qui la précède dans le journal : elle est antidatée, ou l'autre postdatée`,
    AFTER_WITNESS: ({ seconds }) =>
      `elle se dit écrite ${seconds} s après qu'un témoin a signé un arbre qui la contient déjà : elle est postdatée`,
    BEFORE_WITNESS: ({ seconds }) =>
      `elle se dit écrite ${seconds} s avant qu'un témoin n'ait signé un arbre qui ne la contient pas : elle est antidatée`,
    CLOCKS_APART: ({ seconds }) =>
      `l'instant de la décision et celui de l'écriture diffèrent de ${seconds} s (--clock-tolerance si l'horloge est fictive)`,
    OTHER_FORGED: ({ other }) => `${other} ne tient pas lui-même sous les clés données : il ne prouve rien`,
    OTHER_LOG: ({ other }) => `${other} est d'un autre journal`,
    SPLIT_VIEW: ({ other }) =>
      `DOUBLE JOURNAL : ce point de contrôle et ${other} sont tous deux signés, et ne sont pas d'une même histoire ; conservez les deux fichiers`,
    INCONSISTENT: ({ other }) =>
      `la preuve donnée ne montre pas que cet arbre et celui de ${other} sont d'une même histoire`,
    UNCOMPARABLE: ({ other }) =>
      `rien ne montre que cet arbre et celui de ${other} sont d'une même histoire : demandez au journal la preuve de cohérence entre les deux tailles (--consistency)`,
  },
  holds: ({ checkpoint, witnesses, records, commitments, range, compared }) => [
    'TIENT.',
    `Journal ${checkpoint.origin}, ${checkpoint.size} feuilles, racine ${checkpoint.root.toString('base64')}`,
    witnesses.length === 0
      ? "Aucun témoin vérifié : rien n'exclut que le journal montre une autre histoire à d'autres (--witness)."
      : `Témoins : ${witnesses.map(({ name, seconds }) => `${name} (${instant(seconds)})`).join(', ')}`,
    `${records} trace(s) lue(s) et vérifiée(s) ; ${commitments} feuille(s) connue(s) par leur seul engagement (effacées au terme de leur conservation, ou non communicables au demandeur)`,
    range === null
      ? 'Traces choisies : cet export ne dit rien de celles qui n’y sont pas.'
      : `Plage complète : toutes les feuilles de ${range.from} à ${range.to - 1n}, chacune une fois, dans l'ordre.`,
    ...compared.map((name) => `D'une même histoire que ${name}.`),
  ],
  unreadable: (why) => `ILLISIBLE : ${why}`,
  usage: `Vérifie, hors ligne, un export du journal des accès ou un point de contrôle.

  passerelle verify <fichier> --key <clé du journal> [options]

  --key <clé>               clé de vérification du journal, obtenue ailleurs que dans le fichier (répétable)
  --witness <clé>           clé d'un témoin (répétable) ; une clé est « nom+empreinte+base64 », ou un fichier qui la contient
  --witnesses <nombre>      combien de témoins au moins (par défaut tous ceux qui sont donnés)
  --against <fichier>       point de contrôle ou export d'une autre source, à comparer (répétable)
  --consistency <fichier>   preuve de cohérence entre deux tailles, en JSON (répétable)
  --tolerance <secondes>    désordre admis entre les dates des traces et des témoins (60)
  --clock-tolerance <s>     écart admis entre l'instant de la décision et celui de l'écriture (300)
  --lang fr|en              langue

Code de retour : 0 tout tient ; 1 quelque chose ne tient pas, et c'est dit ; 2 un fichier ou une clé est illisible.`,
};

function instant(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString();
}
