/** Sign-ins by an identity provider that has asked for a second factor itself. */
export const providerSignIns = [
  `alter table sign_ins add column factor_elsewhere boolean not null default false`,
];
