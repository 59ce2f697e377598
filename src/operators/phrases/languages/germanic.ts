import { type Language } from './language';

/** @internal */
export const german: Language = {
  before:
    'Hr Fr Frl Dr Prof Dipl Ing med phil rer nat jur Mag St Nr z.B d.h u.a o.ä i.d.R s.o s.u u.U z.T z.Zt v.a bzw ca vgl evtl ggf inkl exkl zzgl ' +
    'bspw sog insb allg lt zw gem z d geb verh gest Hbf Frhr Gebr',
  number: 'Mo Di Mi Do Fr Sa So Art Abs Kap Abb Tab S Bd Ziff Anm Aufl Tel Pos § Fn Mio Mrd Tsd',
  either: 'Str Mio Mrd Tsd Co Inc Bd Std Min Sek Jh Jhd Jhs a.M a.D i.R e.V i.Br U.S Ges Abt',
  endings: 'str',
  closing: 'usw etc usf u.v.m v.Chr n.Chr u.s.w ff f',
  starters:
    'Der Die Das Dem Den Des Ein Eine Einen Einem Einer Er Sie Es Wir Ich Du Ihr Ihre Sein Seine Mein Meine Unser Unsere Man ' +
    'Dann Danach Dort Hier Heute Morgen Gestern Jetzt Nun Aber Und Oder Doch Denn Wenn Als Weil Da Dass Ob Obwohl Während Nach Vor ' +
    'Bei Mit Ohne Für Im In Am Um Auf Aus An Zu Zum Zur Von Vom Was Wer Wie Wo Wann Warum Welche Ist Sind War Waren Hat Haben ' +
    'Kann Können Soll Bitte Ja Nein Nicht Auch Nur Noch Dieser Diese Dieses Alle Alles Jeder Jede Jedes Viele Manche Deshalb ' +
    'Darum Trotzdem Außerdem Leider Danke Gibt Damals Später Dabei Damit Daher Dazu Niemand Jemand So Seit Bis',
  lettered: 'Plan Vitamin Option Typ Gruppe Klasse Teil Punkt Block Gleis Anlage Buchstabe',
  ordinal:
    'am der die das den dem des vom zum zur im ins beim bis ab seit dieser diese diesen jeder jede jeden mein meinen meinem ' +
    'sein seinen seinem seine ihr ihren ihrem ihre unser unseren unserem unsere ein einen einem eine ein und oder Der Die Das Am Im Vom Zum Zur ' +
    'Den Dem Beim Ab Bis Seit sein Mein',
  calendar:
    'Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Januar Jänner Februar März April Mai Juni Juli August ' +
    'September Oktober November Dezember Uhr Jahrhundert Stock Klasse Platz Liga Auflage',
  quotes: '“«‹‘',
};

/** @internal */
export const dutch: Language = {
  before:
    'dhr mevr mw mr drs ir ing prof dr ds jhr St bijv bv d.w.z o.a m.n i.p.v t.a.v m.b.t i.v.m t.o.v ca resp evt incl excl vgl zgn t.e.m',
  number: 'nr nrs art blz p pag fig hfst tel afb jan feb mrt apr jun jul aug sep sept okt nov dec',
  either: 'Inc Co Jr Sr St gem U.S',
  closing: 'enz etc e.d v.Chr n.Chr e.a',
  starters:
    'De Het Een Dit Dat Deze Die Er Hij Zij Ze Wij We Ik Jij Je U Mijn Zijn Haar Ons Onze Hun Maar En Of Dus Toen Dan Daar Daarna ' +
    'Hier Nu Als Wanneer Omdat Terwijl Na Voor Bij Met Zonder In Op Aan Uit Van Naar Wat Wie Waar Waarom Hoe Welke Is Was Heeft ' +
    'Kan Wil Ja Nee Niet Ook Alle Iedereen Niemand Vandaag Morgen Gisteren',
  lettered: 'plan vitamine optie groep klas punt spoor',
  calendar: 'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
};

/** @internal */
export const swedish: Language = {
  before:
    't.ex bl.a d.v.s dvs s.k fr.o.m t.o.m m.a.o p.g.a pga jfr ca resp inkl exkl prof dr hr fr St kl f.d f.ö dir',
  number: 'nr kap s sid fig tel jan feb mar apr jun jul aug sep sept okt nov dec tfn',
  either: 'kr st Co Inc U.S',
  closing: 'm.m osv etc o.s.v m.fl e.Kr f.Kr o.d mfl',
  starters:
    'Det Den De Detta Denna Dessa En Ett Han Hon Vi Jag Du Ni Man Min Mitt Mina Din Vår Våra Hans Hennes Deras Men Och Eller Så Då ' +
    'Sedan När Där Här Nu Om Eftersom Medan Efter Före Innan Vid Med Utan I På Av Från Till Vad Vem Var Varför Hur Är Har Kan Ska ' +
    'Ja Nej Inte Också Alla Ingen Idag Imorgon Igår',
  quotes: '',
};

/** @internal */
export const danish: Language = {
  before: 'f.eks bl.a dvs d.v.s såk ca inkl ekskl hr fr dr prof jf pga p.g.a mht iht vedr evt f.kr',
  number: 'nr kap s kl tlf fig stk',
  either: 'kr mio mia Co U.S',
  closing: 'osv etc m.m m.v mv e.Kr f.Kr o.l m.fl',
  starters:
    'Det Den De Denne Dette Disse En Et Han Hun Vi Jeg Du I Man Min Mit Mine Men Og Eller Så Da Derefter Når Der Her Nu Hvis Fordi ' +
    'Mens Efter Før Ved Med Uden På Af Fra Til Hvad Hvem Hvor Hvorfor Er Har Kan Skal Ja Nej Ikke Også Alle Ingen',
  ordinal: 'den d. Den på i til fra',
  quotes: '«',
};
