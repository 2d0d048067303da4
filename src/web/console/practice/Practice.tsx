/** The settings of the practice, section by section. */
import type { ComponentType } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { Missing } from '../Missing';
import { ConsentTexts } from './ConsentTexts';
import { General } from './General';
import { Hours } from './Hours';
import { Inquiries } from './Inquiries';
import { Mail } from './Mail';
import { Policies } from './Policies';
import { Staff } from './Staff';
import { Tokens } from './Tokens';
import './practice.css';

interface Section {
  name: string;
  Content: ComponentType;
}

const SECTIONS: Readonly<Record<string, Section>> = {
  general: { name: 'Practice', Content: General },
  hours: { name: 'Hours and closed days', Content: Hours },
  staff: { name: 'Staff', Content: Staff },
  mail: { name: 'Mail', Content: Mail },
  consents: { name: 'Consent texts', Content: ConsentTexts },
  inquiries: { name: 'Inquiries', Content: Inquiries },
  policies: { name: 'Policies', Content: Policies },
  tokens: { name: 'Tokens', Content: Tokens },
};

export function Practice() {
  const { section } = useParams({ from: '/practice/$section' });
  const shown = SECTIONS[section];
  if (!shown) return <Missing />;
  const { Content } = shown;
  return (
    <>
      <nav className="tabs" aria-label="Settings of the practice">
        {Object.entries(SECTIONS).map(([id, { name }]) => (
          <Link key={id} to="/practice/$section" params={{ section: id }}>
            {name}
          </Link>
        ))}
      </nav>
      {section !== 'staff' && (
        <div className="head">
          <h1>{shown.name}</h1>
        </div>
      )}
      <Content />
    </>
  );
}
