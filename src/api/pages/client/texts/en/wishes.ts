/** What clients choose for themselves. */
export const takeBack = {
  title: 'Keep your appointment',
  name: (when: string) => `You asked for another time than ${when}: keep it as it is`,
  asked: (when: string, wished?: string) =>
    wished === undefined
      ? `You asked for another time than ${when}. We have not answered yet.`
      : `You asked for ${wished} in place of ${when}. We have not answered yet.`,
  stays: 'If you no longer want that, press the button: your appointment stays as it is.',
  send: 'Keep my appointment as it is',
  said: 'Thank you. Your appointment stays as it is.',
};

export const reminders = {
  title: 'Your reminders',
  what: 'We remind you of your appointments by e-mail.',
  which: 'Which reminders would you like?',
  before: (hours: number) => {
    const days = hours / 24;
    if (!Number.isInteger(days)) return hours === 1 ? '1 hour before' : `${hours} hours before`;
    return days === 1 ? '1 day before' : `${days} days before`;
  },
  all: (which: string) => `All of them (${which})`,
  only: (which: string) => `Only one, ${which}`,
  none: 'None',
  always:
    'Whatever you choose, we still tell you when an appointment is booked, moved or off, and we call you when something matters for your safety.',
  send: 'Save my choice',
  said: 'Thank you. We have noted which reminders you would like.',
};

export const vitals = {
  title: 'Your measurements',
  before: 'Please measure as you were shown, before your appointment today, and enter what you see.',
  after: 'Please measure as you were shown, now that your appointment has ended, and enter what you see.',
  fields: {
    systolic: 'Blood pressure, upper number',
    diastolic: 'Blood pressure, lower number',
    pulse: 'Pulse, beats per minute',
  },
  unwell: 'If you do not feel well, do not wait for us: call us, or call 911.',
  unlikely:
    'These numbers do not look right. Please measure again and enter them. If they are the same again, call us.',
  yes: 'Send my measurements',
  saidYes: 'Thank you. Your measurements are with us. If you do not feel well, call us, or call 911.',
  saidOutside:
    'Thank you. These numbers are outside the limits that were set for you. Please call us now, and take no dose before you have talked with us. If you have chest pain, trouble breathing or a bad headache, or feel in danger, call 911.',
};

export const oneByOne = {
  begin: 'One question at a time',
  all: 'All questions at once',
  next: 'Next',
  before: 'Back one question',
  count: (at: number, of: number) => `Question ${at} of ${of}`,
};

export const reach = {
  title: 'How we reach you',
  byMail: (address: string) => `We send you e-mails to ${address}, and call you when something cannot wait.`,
  byPhone: 'You get no e-mails from us. We call you instead, about everything that you need to know.',
  noMail: 'We have no e-mail address for you, so we call you. To give us one, please call us.',
  stopTitle: 'Stop e-mails',
  stopHelp:
    'We then call you instead. What matters for your safety still reaches you: somebody from your practice calls.',
  stop: 'Stop all e-mails',
  stopped: 'You get no more e-mails from us. We call you when there is something you need to know.',
  signFirst: 'To get e-mails, please go back to your page and sign the text about them first, or call us.',
  start: 'Send me e-mails again',
  started: 'We send you e-mails again.',
  zoneTitle: 'Your time zone',
  zone: 'Times are shown in this zone',
  zoneHelp: 'Times of appointments do not change. What we remind you of comes at your time of day.',
  saveZone: 'Save the time zone',
  zoneSaved: 'Your time zone is saved.',
  zoneWrong: 'Please choose a time zone from the list.',
  zones: {
    'America/New_York': 'Eastern Time (New York)',
    'America/Chicago': 'Central Time (Chicago)',
    'America/Denver': 'Mountain Time (Denver)',
    'America/Phoenix': 'Arizona (Phoenix)',
    'America/Los_Angeles': 'Pacific Time (Los Angeles)',
    'America/Anchorage': 'Alaska (Anchorage)',
    'Pacific/Honolulu': 'Hawaii (Honolulu)',
    'America/Puerto_Rico': 'Puerto Rico (San Juan)',
  },
};
