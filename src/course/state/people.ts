export type StaffRole = 'therapist' | 'prescriber' | 'frontDesk' | 'biller' | 'lead';
