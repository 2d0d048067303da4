/** The packages a protocol sells, in words. */
import { dollars } from '../../kit/words';

export interface PackageOffer {
  code: string;
  label: string;
  infusions: number;
  cents: number;
  includesConsult: boolean;
}

interface Stated<T> {
  value: T;
}

/** As the file of a protocol has them: each value with where it comes from. */
interface Written {
  code: string;
  label: string;
  infusions: Stated<number>;
  cents: Stated<number>;
  includesConsult: Stated<boolean>;
}

export const offersOf = (
  content: Readonly<Record<string, unknown>> | undefined,
): PackageOffer[] | undefined =>
  (content?.packages as Written[] | undefined)?.map(({ code, label, infusions, cents, includesConsult }) => ({
    ...{ code, label, infusions: infusions.value, cents: cents.value },
    includesConsult: includesConsult.value,
  }));

/** `Infusion package option 1: 6 infusions and the consult, $3,500.00`. */
export const packageWords = ({ label, infusions, includesConsult, cents }: PackageOffer): string =>
  `${label}: ${infusions} infusions${includesConsult ? ' and the consult' : ''}, ${dollars(cents)}`;
