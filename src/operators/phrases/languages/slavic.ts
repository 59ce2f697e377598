import { type Language } from './language';

/** @internal */
export const russian: Language = {
  before:
    'ок т.е т.н т.к т.о г-н г-жа гр проф акад доц д-р им ул пр пл пер просп наб бул д кв корп стр обл р-н пос дер оз см ср напр ' +
    'нар св о-в п ст гл чел',
  number: 'рис табл с стр гл п пп ст № тел т тт вып кн д кв изд',
  either: 'г гг в вв руб коп тыс млн млрд н.э США',
  closing: 'т.д т.п др пр проч',
  starters:
    'Это Этот Эта Эти Тот Та Те Он Она Оно Они Мы Вы Я Ты Его Её Их Мой Моя Наш Наша Но А И Или Так Тогда Потом Затем После До ' +
    'Когда Если Пока Хотя Потому В Во На Из От По При Без Для К Ко С Со О Об У За Под Над Что Кто Где Куда Почему Как Какой ' +
    'Какая Да Нет Не Ни Там Тут Здесь Теперь Сегодня Завтра Вчера Все Всё Никто Однако Поэтому Также Уже Ещё Был Была Были',
  lettered: 'план витамин группа пункт класс вариант',
  quotes: '“',
};

/** @internal */
export const ukrainian: Language = {
  before: 'т.зв п пан проф акад доц ім вул просп пл бул буд кв обл р-н див напр св тобто',
  number: 'рис табл с ст гл № тел т п',
  either: 'р рр ст грн коп тис млн млрд н.е м',
  closing: 'т.д т.п ін тощо',
  starters:
    'Це Цей Ця Ці Той Та Ті Він Вона Воно Вони Ми Ви Я Ти Його Її Їх Мій Наш Але А І Й Або Так Тоді Потім Після До Коли Якщо Поки Хоча ' +
    'У В На З Від По При Без Для К Що Хто Де Чому Як Так Ні Не Там Тут Тепер Сьогодні Завтра Вчора Усі Все Ніхто Однак Тому Також',
  quotes: '“',
};

/** @internal */
export const polish: Language = {
  before:
    'np prof mgr inż hab lek płk gen kpt por ks św ul al pl os tzw tzn m.in tj ok wg im dot św red woj pow gm',
  number: 'nr str s rys tab art ust pkt poz tel t rozdz',
  either: 'r w ww zł gr tys mln mld n.e p.n.e godz min U.S sp',
  closing: 'itd itp etc',
  starters:
    'To Ten Ta Te Ci On Ona Ono Oni One My Wy Ja Ty Jego Jej Ich Mój Moja Nasz Nasza Ale A I Lub Więc Potem Następnie Po Przed Kiedy ' +
    'Gdy Jeśli Chociaż Ponieważ W We Na Z Ze Od Do Przy Bez Dla O U Za Pod Nad Co Kto Gdzie Dlaczego Jak Czy Jest Są Był Była Było ' +
    'Tak Nie Tam Tu Teraz Dziś Dzisiaj Jutro Wczoraj Wszyscy Wszystko Nikt Jednak Dlatego Także Nic',
  lettered: 'plan witamina grupa punkt klasa opcja',
  quotes: '«',
};

/** @internal */
export const czech: Language = {
  before: 'např tj tzv mj prof doc ing mgr bc judr mudr phdr ul nám tř sv cca resp event vč tzn',
  number: 'č čl odst obr str s tab tel kap sv',
  either: 'r st tis mil mld Kč hod min n.l př.n.l a.s s.r.o',
  closing: 'atd apod aj etc',
  starters:
    'To Ten Ta Ti Ty On Ona Ono Oni My Vy Já Jeho Její Jejich Můj Náš Naše Ale A I Nebo Pak Potom Po Před Když Pokud Protože V Ve Na Z ' +
    'Ze Od Do Při Bez Pro O U Za Pod Nad Co Kdo Kde Proč Jak Je Jsou Byl Byla Bylo Ano Ne Tam Tady Teď Dnes Zítra Včera Všichni Nikdo',
  ordinal: 'v ve od do dne na za ze',
  quotes: '“‘',
  vowelless: true,
};
