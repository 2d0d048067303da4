/** When the course had taken an answer from a link: a second press of the same page is told so. Null: nobody knows yet. */
export const answersRecorded = ['alter table page_answers add column recorded_at timestamptz'];
