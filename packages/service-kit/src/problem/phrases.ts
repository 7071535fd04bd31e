// Parts of sentences that the kit adds to problems: conditions of access and why a token was refused.
import type { Language } from '@tributary/contracts';

export type Phrase = keyof typeof en;

const en = {
  own: ', and the ministry that owns the record',
  responsible: ', and the ministry responsible for the record',
  ministry: ', and a token that names a ministry',
  subject: ', and a token that names its subject in the claim subject_id',
  pilot: 'On this pilot, npx --no tributary token --role ROLE --ministry MINISTRY prints one.',
  malformed: 'What was sent is not an access token.',
  signature: 'The signature of the token cannot be verified.',
  issuer: 'The token comes from another issuer.',
  audience: 'The token is meant for another service.',
  claims: 'The token lacks a claim that is needed here, or one has a wrong form.',
};

export const isPhrase = (name: unknown): name is Phrase => typeof name === 'string' && Object.hasOwn(en, name);

export const phrases: Readonly<Record<Language, Readonly<Record<Phrase, string>>>> = {
  en,
  fr: {
    own: ', et le ministère auquel appartient le dossier',
    responsible: ', et le ministère responsable du dossier',
    ministry: ', et un jeton qui désigne un ministère',
    subject: ', et un jeton qui désigne son sujet dans l’attribut subject_id',
    pilot: 'Sur cette installation pilote, npx --no tributary token --role ROLE --ministry MINISTRY en délivre un.',
    malformed: 'Ce qui a été transmis n’est pas un jeton d’accès.',
    signature: 'La signature du jeton ne peut pas être vérifiée.',
    issuer: 'Le jeton provient d’un autre émetteur.',
    audience: 'Le jeton est destiné à un autre service.',
    claims: 'Il manque au jeton une information nécessaire ici, ou l’une d’elles n’a pas la forme voulue.',
  },
  es: {
    own: ', y el ministerio al que pertenece el expediente',
    responsible: ', y el ministerio responsable del expediente',
    ministry: ', y un token que indique un ministerio',
    subject: ', y un token que indique su titular en el atributo subject_id',
    pilot: 'En esta instalación piloto, npx --no tributary token --role ROLE --ministry MINISTRY emite uno.',
    malformed: 'Lo que se envió no es un token de acceso.',
    signature: 'No se puede verificar la firma del token.',
    issuer: 'El token procede de otro emisor.',
    audience: 'El token está destinado a otro servicio.',
    claims: 'Al token le falta un dato necesario aquí, o alguno no tiene la forma debida.',
  },
  ru: {
    own: ' и министерство, которому принадлежит запись',
    responsible: ' и министерство, ответственное за запись',
    ministry: ' и токен, в котором указано министерство',
    subject: ' и токен, в котором в поле subject_id указан его субъект',
    pilot: 'В этой пилотной установке токен выдаёт команда npx --no tributary token --role ROLE --ministry MINISTRY.',
    malformed: 'Переданное значение не является токеном доступа.',
    signature: 'Подпись токена не удалось проверить.',
    issuer: 'Токен выдан другим издателем.',
    audience: 'Токен предназначен для другого сервиса.',
    claims: 'В токене отсутствуют необходимые здесь сведения либо они имеют неверную форму.',
  },
  it: {
    own: ', e il ministero a cui appartiene la pratica',
    responsible: ', e il ministero responsabile della pratica',
    ministry: ', e un token che indichi un ministero',
    subject: ', e un token che indichi il proprio titolare nell’attributo subject_id',
    pilot: 'In questa installazione pilota, npx --no tributary token --role ROLE --ministry MINISTRY ne rilascia uno.',
    malformed: 'Quanto inviato non è un token di accesso.',
    signature: 'La firma del token non può essere verificata.',
    issuer: 'Il token proviene da un altro emittente.',
    audience: 'Il token è destinato a un altro servizio.',
    claims: 'Al token manca un dato necessario qui, oppure un dato non ha la forma richiesta.',
  },
  pt: {
    own: ', e o ministério a que pertence o processo',
    responsible: ', e o ministério responsável pelo processo',
    ministry: ', e um token que indique um ministério',
    subject: ', e um token que indique o seu titular no atributo subject_id',
    pilot: 'Nesta instalação-piloto, npx --no tributary token --role ROLE --ministry MINISTRY emite um.',
    malformed: 'O que foi enviado não é um token de acesso.',
    signature: 'Não é possível verificar a assinatura do token.',
    issuer: 'O token provém de outro emissor.',
    audience: 'O token destina-se a outro serviço.',
    claims: 'Falta ao token um dado necessário aqui, ou algum não tem a forma devida.',
  },
};
