import { type Language } from './language';

/** @internal */
export const finnish: Language = {
  before: 'esim ns ts mm tri prof hra rva ent vrt ks ml tj toim',
  number: 'klo nro s ks kpl puh n',
  either: 'kpl mrd milj jKr eKr v Oy',
  closing: 'jne ym yms yms',
  starters:
    'Se Ne Tämä Nämä Tuo Hän He Me Te Minä Sinä Mutta Ja Tai Sitten Kun Jos Koska Vaikka Siellä Täällä Nyt Mitä Kuka Missä Miksi Miten ' +
    'On Ovat Oli Kyllä Ei En Myös Kaikki Kukaan Tänään Huomenna Eilen',
};

/** @internal */
export const hungarian: Language = {
  before: 'pl ún dr prof id ifj özv kb ill ti vö Szt St',
  number: 'sz old o fej tel',
  either: 'u Kft Zrt Rt Bt ft',
  closing: 'stb',
  starters:
    'A Az Ez Azok Ezek Ő Ők Mi Ti Én Te De És Vagy Aztán Majd Ha Mert Amikor Hol Ki Mit Miért Hogyan Van Volt Igen Nem Itt Ott Most Ma Holnap Tegnap',
  ordinal: 'a az A Az',
};

/** @internal */
export const turkish: Language = {
  before: 'Dr Prof Doç Yrd Sn Av Op Uzm Alb Gen örn bkz Hz Müh Öğr yak vd',
  number: 'No no s sf syf tel md',
  either: 'Cad Sok Mah Apt Bul T.C A.Ş Ltd Şti M.Ö M.S Blv',
  closing: 'vb vs',
  starters:
    'Bu Şu O Bunlar Onlar Biz Siz Ben Sen Bir Ama Ve Veya Sonra Önce Çünkü Eğer Ancak Fakat Ne Kim Nerede Neden Nasıl Evet Hayır Orada ' +
    'Burada Şimdi Bugün Yarın Dün Herkes Hiç Hiçbir Yine Daha',
  ordinal: 'yüzyılın ve',
  calendar:
    'Cadde Ordu Dünya Kolordu Sokak Kat Murat Mehmet Selim Abdülhamid Mahmut Bölüm Madde Yüzyıl Lig Hafta',
};

/** @internal */
export const greek: Language = {
  before: 'κ κκ κα δρ Δρ καθ π.χ δηλ βλ πρβλ αγ Αγ λ.χ οδ λεωφ περ',
  number: 'αρ σελ σ κεφ τηλ αριθ άρθρ εικ',
  either: 'μ.Χ π.Χ Α.Ε εκ δισ τ.μ',
  closing: 'κ.λπ κλπ κ.ά κ.ο.κ κτλ κ.τ.λ π.μ μ.μ',
  starters:
    'Ο Η Το Οι Τα Ένας Μία Ένα Αυτός Αυτή Αυτό Εκείνος Εμείς Εσείς Εγώ Εσύ Αλλά Και Ή Όμως Τότε Μετά Πριν Όταν Αν Επειδή Ενώ Σε Στο Στη ' +
    'Στην Στον Από Με Χωρίς Για Τι Ποιος Πού Γιατί Πώς Είναι Ήταν Ναι Όχι Δεν Εδώ Εκεί Τώρα Σήμερα Αύριο Χθες Όλοι Κανείς',
};

/** @internal */
export const hindi: Language = {
  before: 'डॉ श्री श्रीमती सुश्री प्रो पं कु स्व मो मि इं एड आर एम एस ए बी सी डी पी वी जी टी एन एल जे के ई एच',
  number: 'क्र सं पृ नं रु',
  either: 'लि कि.मी कि.ग्रा ई.पू',
};

/** @internal */
export const arabic: Language = {
  before: 'د أ م أ.د ا د.م ص.ب ت هـ',
  number: 'ص ج رقم ط ق',
  either: 'ق.م',
};

/** @internal */
export const bengali: Language = { before: 'ড ডা মো মোঃ প্রফেসর', number: 'নং পৃ' };

/** @internal */
export const vietnamese: Language = {
  before: 'TP Tp Th.S ThS TS PGS GS BS KS Q P Đ St',
  number: 'tr',
  closing: 'v.v',
  starters:
    'Nó Anh Chị Em Ông Bà Tôi Chúng Họ Đây Đó Và Nhưng Hoặc Sau Trước Khi Nếu Vì Mặc Trong Ở Từ Với Cho Ai Gì Đâu Tại Có Không Vâng Hôm',
};

/** @internal */
export const romanian: Language = {
  before: 'dl dna dra dr prof ing str bd ex sf Sf d.ex',
  number: 'nr pag art cap fig tel',
  either: 'lei S.A S.R.L î.Hr d.Hr U.S',
  closing: 'etc ș.a ș.a.m.d',
  starters:
    'El Ea Ei Ele Noi Voi Eu Tu Acest Această Acestea Un O Dar Și Sau Apoi După Înainte Când Dacă Pentru Deși În Din De La Cu Fără Ce Cine Unde Cum Este Sunt Era Da Nu Aici Acolo Acum Azi Mâine Ieri Toți Nimeni',
};

/** @internal */
export const korean: Language = { ordinal: '' };

/** @internal */
export const thai: Language = { stopless: true };

/** @internal */
export const indonesian: Language = {
  before: 'Dr dr Drs Ir Prof H Hj Tn Ny Sdr Sdri Jl Gg a.n u.p d.a tsb spt',
  number: 'No no hlm hal tgl telp',
  either: 'PT CV Tbk U.S',
  closing: 'dll dsb dst dkk',
  starters:
    'Itu Ini Dia Mereka Kami Kita Saya Aku Anda Kamu Tetapi Tapi Dan Atau Lalu Kemudian Setelah Sebelum Ketika Jika Karena Di Ke Dari Dengan Untuk Apa Siapa Mana Mengapa Bagaimana Ada Ya Tidak Sekarang Hari Besok Kemarin Semua',
};
