import { Tag } from '../../kit/Tag';

interface Props {
  source?: string | undefined;
  why?: string | undefined;
  assumed?: true | undefined;
}

/** Where a value comes from: the words of the practice's page, or that it is assumed, and why. */
export const Origin = ({ source, why, assumed }: Props) => (
  <p className="small">
    {assumed && <Tag>assumed</Tag>} {source ?? why}
  </p>
);
