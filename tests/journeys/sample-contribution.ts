// What the tables of the sample country say of its plan: KPIs, scores and nodes, and what two more acts make of them.

/** plan/contribution: expectedNow, nationalActual, achievementPct, light, diasporaContribution, sharePct, verifiedPct, initiatives, pendingReview. */
export const contributions: Readonly<Record<string, string>> = {
  K1: '6100 5980 93.7 amber 33 1.9 66.7 4 2',
  K2: '410 402 92 amber 0 0  0 0',
  K3: '200 190 95 green 38 20 100 2 0',
  K4: '200000 194000 70 red 2500 17.9 100 2 0',
  K5: '1800 1750 93.8 amber 215 28.7 100 2 0',
  K6: '17500 17800 105.5 green 500 8.6 36 2 1',
  K7: '1600 1500 87.5 amber 213 30.4 27.7 2 0',
  K8: '430000 424000 70 red 2800 20 78.6 3 0',
  K9: '6600 6700 106.3 green 104 6.1 100 2 0',
  K10: '200 170 62.5 red 0 0  0 0',
};

/** plan/alignment: weightedScore and band of each node. */
export const nodeScores: Readonly<Record<string, string>> = {
  1: '91.2 aligned',
  '1.1': '90.6 aligned',
  '1.2': '94.5 aligned',
  2: '93.6 aligned',
  '2.1': '95.6 aligned',
  '2.2': '90.8 aligned',
  3: '93.9 aligned',
  '3.1': '97.1 aligned',
  '3.2': ' gap',
  '3.3': '90.8 aligned',
  4: '35 not-aligned',
  '4.1': '35 not-aligned',
};

/** Scores as link+results+money+execution+evidence, total and band. */
export const scores: Readonly<Record<string, string>> = {
  T01: '25+25+20+20+10 100 aligned',
  T02: '25+25+20+20+10 100 aligned',
  T03: '22+25+20+17+5 89 aligned',
  T04: '25+25+15+20+10 95 aligned',
  T05: '25+20+20+20+10 95 aligned',
  T06: '25+20+20+17+5 87 aligned',
  T07: '25+25+20+20+10 100 aligned',
  T08: '15+10+20+20+5 70 moderate',
  T09: '25+20+15+20+10 90 aligned',
  T10: '25+20+15+20+10 90 aligned',
  T11: '15+0+20+17+5 57 weak',
  V01: '25+20+20+20+10 95 aligned',
  V02: '25+25+20+20+10 100 aligned',
  V03: '23+25+20+20+5 93 aligned',
  V04: '25+15+20+17+5 82 aligned',
  V05: '25+20+15+20+10 90 aligned',
  V06: '15+15+15+0+0 45 weak',
  S01: '25+25+20+20+10 100 aligned',
  S02: '25+25+15+20+10 95 aligned',
  S03: '25+25+15+20+10 95 aligned',
  S04: '25+20+20+20+5 90 aligned',
  S05: '25+20+20+20+10 95 aligned',
  N01: '25+0+10+0+0 35 not-aligned',
  N02: '0+0+0+0+0 0 not-aligned',
};
