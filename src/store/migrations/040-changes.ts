/**
 * Whatever changes what people have on their screens is announced on the channel `throughline` when its transaction
 * commits: what kind of thing, and the ids of the course, the client or the person. A step updates the row of its course.
 */
export const changes = [
  `create function announce_change() returns trigger language plpgsql as $$
    declare
      changed jsonb := to_jsonb(new);
    begin
      if tg_op = 'DELETE' then
        changed := to_jsonb(old);
      end if;
      perform pg_notify('throughline', jsonb_strip_nulls(jsonb_build_object(
        'kind', tg_argv[0],
        'course', changed ->> tg_argv[1],
        'client', changed ->> tg_argv[2],
        'person', changed ->> tg_argv[3]))::text);
      return null;
    end
  $$`,
  `create trigger courses_announced after insert or update on courses
    for each row execute function announce_change('course', 'id', 'client_id')`,
  `create trigger stuck_courses_announced after insert or update or delete on stuck_courses
    for each row execute function announce_change('course', 'course_id')`,
  `create trigger messages_announced after update of state, deferred_at on messages
    for each row when (old.state <> new.state or (old.deferred_at is null) <> (new.deferred_at is null))
    execute function announce_change('messages', 'course_id')`,
  `create trigger clients_announced after insert or update on clients
    for each row execute function announce_change('client', '', 'id')`,
  `create trigger support_persons_announced after insert or update or delete on support_persons
    for each row execute function announce_change('client', '', 'client_id')`,
  `create trigger practice_announced after insert or update on practice
    for each row execute function announce_change('practice')`,
  `create trigger unreached_announced after insert or delete on unreached
    for each row execute function announce_change('practice')`,
  `create trigger staff_announced after insert or update on staff
    for each row execute function announce_change('staff', '', '', 'id')`,
  `create trigger accounts_announced after insert or delete or update of totp_secret on accounts
    for each row execute function announce_change('staff', '', '', 'staff_id')`,
  `create trigger sign_ins_announced after delete on sign_ins
    for each row execute function announce_change('access', '', '', 'staff_id')`,
  `create trigger tokens_announced after update of revoked_at, expires_at on tokens
    for each row execute function announce_change('access', '', '', 'staff_id')`,
];
