import { type Language } from './language';

/** @internal */
export const english: Language = {
  before:
    'Mr Mrs Ms Mx Messrs Mmes Dr Drs Prof Rev Fr Hon Pres Gov Sen Rep Gen Col Maj Capt Cpt Cmdr Lt Sgt Cpl Pvt Adm Amb Supt Mt Ft ' +
    'e.g i.e viz vs cf approx esp incl excl resp',
  number:
    'Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun No Nos no nos fig figs vol vols p pp ch chap sec art eq para ver ext apt ste rm flt',
  either:
    'St Ave Blvd Rd Ln Hwy Inc Ltd Co Corp Bros Jr Sr Esq Ph.D M.D B.A M.A B.Sc M.Sc LL.B D.C U.S U.K U.N E.U U.S.A ' +
    'Dept Univ Assn Govt Mfg Bldg est ed eds trans dept univ govt misc temp max min avg tel',
  closing: 'etc a.m p.m A.M P.M al seq B.C A.D',
  starters:
    'The This That These Those There Then They Their He His She Her It Its We Our You Your I My A An In On At By For From With ' +
    'After Before When Whenever While If But And Or So Yet However Meanwhile Moreover Therefore Thus Instead Otherwise Also ' +
    'What Who Whose Why How Where Which Is Are Was Were Do Does Did Can Could Will Would Should Must Have Has Had Please Let ' +
    "Let's Yes No Not Now Here Some Many Most Both Each Every Another Although Because Since Though Unless Until Once Even " +
    "Just Maybe Perhaps Nobody Everyone Nothing Everything It's That's There's He's She's We're They're You're I'm I'll I've Don't",
  lettered:
    'plan vitamin option grade type group section appendix part team class point room gate hepatitis answer question version row ' +
    'side step exhibit model column level block',
  calendar:
    'Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October ' +
    'November December EST EDT CST CDT MST MDT PST PDT ET CT MT PT GMT UTC BST CET CEST Eastern Central Pacific',
};
