import { type Language } from './language';

/** @internal */
export const french: Language = {
  before: 'M Mme Mmes Mlle Mlles MM Me Mgr Dr Pr St Ste p.ex ex cf env c.-à-d',
  number: 'art chap fig p pp vol n no nos tél éd janv févr avr juil sept oct nov déc',
  either: 'Cie Inc bd av apr J.-C U.S',
  closing: 'etc',
  starters:
    'Le La Les Un Une Des Ce Cet Cette Ces Il Elle Ils Elles Nous Vous Je Tu On Mon Ma Mes Son Sa Ses Notre Nos Votre Vos Leur Mais ' +
    'Et Ou Donc Or Puis Ensuite Alors Quand Lorsque Si Comme Parce Pendant Après Avant Dans En Sur Sous Chez Avec Sans Pour Par ' +
    "De Du À Au Aux Que Qui Quoi Où Pourquoi Comment Quel Quelle Est Sont Oui Non Ne Aussi Tous Tout Personne Ici Là Voici Voilà C'est J'ai",
  lettered: 'plan vitamine option groupe point classe hépatite type',
  guillemets: 'spaced',
};

/** @internal */
export const spanish: Language = {
  before:
    'EE CC RR FF Sr Sra Srta Sres Dr Dra D Dña Dª Ud Uds Vd Prof Profa Lic Ing Arq Gral p.ej ej cf aprox St Sta Sto Mons Excmo',
  number: 'art cap fig pág págs p pp vol núm n.º nº tel ext ed apdo',
  either: 'Inc Cía S.A EE.UU S.L Avda Av C U.S a.C d.C Ph.D',
  closing: 'etc a.m p.m',
  starters:
    'El La Los Las Un Una Unos Unas Este Esta Estos Estas Ese Esa Eso Esto Él Ella Ellos Ellas Nosotros Yo Tú Usted Ustedes Mi Mis ' +
    'Su Sus Nuestro Nuestra Pero Y O Así Entonces Luego Después Antes Cuando Si Como Porque Mientras Aunque En De Del Desde Hasta ' +
    'Con Sin Para Por Al A Qué Quién Dónde Cómo Cuándo Cuál Es Son Era Fue Hay Sí No También Todos Todo Nadie Aquí Allí Ahora Hoy ' +
    'Mañana Ayer Se Me Te Nos Le Les Lo',
  lettered: 'plan vitamina opción grupo punto clase tipo hepatitis',
};

/** @internal */
export const italian: Language = {
  before:
    'Sig Sig.ra Sig.na Sigg Dott Dott.ssa Prof Prof.ssa Avv Ing Arch Geom Rag On Sen Mons Spett p.es es cfr ca S Ss c.d dott prof',
  number:
    'art cap fig p pag pagg vol n nn tel ecc gen feb mar apr mag giu lug ago set sett ott nov dic',
  either: 'S.p.A S.r.l Inc a.C d.C U.S',
  closing: 'ecc etc',
  starters:
    'Il Lo La I Gli Le Un Uno Una Questo Questa Questi Queste Quello Quella Lui Lei Loro Noi Voi Io Tu Egli Ella Mio Mia Suo Sua ' +
    'Nostro Nostra Ma E O Quindi Poi Allora Dopo Prima Quando Se Come Perché Mentre Anche In Di Del Della Da Dal Con Senza Per Tra ' +
    'Fra A Al Alla Su Che Chi Cosa Dove Quale È Sono Era C’è Sì No Non Tutti Tutto Nessuno Qui Là Ora Oggi Domani Ieri Si Mi Ti Ci Ha Ho Hanno',
  lettered: 'piano vitamina opzione gruppo punto classe tipo epatite',
};

/** @internal */
export const portuguese: Language = {
  before:
    'Sr Sra Srta Srs Dr Dra Drs Prof Profa Eng Exmo Exma Ilmo V.Exa p.ex ex cf aprox D Gen Cel Pe St Sto Sta',
  number:
    'art cap fig pág págs p pp vol n nº núm tel jan fev mar abr mai jun jul ago set out nov dez',
  either: 'S.A Ltda Cia Inc Av R a.C d.C E.U.A U.S',
  closing: 'etc',
  starters:
    'O A Os As Um Uma Este Esta Isto Esse Essa Isso Aquele Ele Ela Eles Elas Nós Eu Tu Você Vocês Meu Minha Seu Sua Nosso Nossa Mas ' +
    'E Ou Então Depois Antes Quando Se Como Porque Enquanto Embora Em No Na Nos Nas De Do Da Dos Desde Até Com Sem Para Por Pelo Ao ' +
    'À Que Quem Onde Qual É São Era Foi Há Sim Não Também Todos Tudo Ninguém Aqui Ali Agora Hoje Amanhã Ontem',
  lettered: 'plano vitamina opção grupo ponto classe tipo hepatite',
};
