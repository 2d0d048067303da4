/** Everything that the pages for clients say, in American English. Plain words; another language is another file. */
import { inquiry } from './inquiry';
import { consent, consents, copy, documents } from './papers';
import { questionnaires } from './questionnaires';
import { oneByOne, reach, reminders, takeBack, vitals } from './wishes';
import type { AskedKind, OfferedKind } from '../../../../../vocabulary/pages';

export const en = {
  /** In its own language, for the link that changes it. */
  language: 'English',
  locale: 'en-US',

  at: (day: string, time: string) => `${day} at ${time}`,
  call: 'Call us',
  back: 'Back to your page',

  overview: {
    title: 'Your page',
    next: 'Next',
    nothingBooked: 'Nothing is booked right now.',
    asked: 'What we need from you',
    nothingAsked: 'You do not need to do anything right now.',
    answer: 'Answer',
    offered: 'What else you can do here',
  },

  appointment: {
    title: 'Your appointment',
    when: 'When',
    where: 'Where',
    places: { inPerson: 'At our office', remote: 'By video', houseCall: 'At your home' },
    minutes: (count: number) => `${count} minutes`,
    calendar: 'Add it to your calendar',
    off: 'This appointment does not take place.',
    over: 'This appointment is over.',
    change: 'Ask for another time',
    call: 'If this time does not work for you, please call us.',
  },

  factTitle: 'One question first',
  fact: {
    phone: 'The last four digits of your telephone number',
    phoneHelp: 'The number that we have on file.',
    why: 'So that only you can see this page.',
    go: 'Continue',
    wrong: 'That is not what we have on file. Please try again, or call us.',
    none: 'Please call us. We will go through it with you.',
  },

  questionnaires,
  consents,
  copy,
  documents,
  inquiry,
  oneByOne,
  reach,

  asked: {
    consent,
    vitals,
    supportPerson: {
      title: 'The person staying with you',
      question: (when: string) => `Will the person staying with you be there on ${when}?`,
      yes: 'Yes, they will be there',
      no: 'No, they cannot come',
      saidYes: 'Thank you. We have noted that they will be there.',
      saidNo: 'Thank you for telling us. We will call you to find a way.',
    },
    rideHome: {
      title: 'Your ride home',
      question: (when: string) => `Is somebody taking you home after your appointment on ${when}?`,
      yes: 'Yes, I have a ride home',
      no: undefined,
      saidYes: 'Thank you. We have noted your ride home.',
      saidNo: '',
    },
    travelFee: {
      title: 'The fee for our trip',
      question: (when: string, amount: string) =>
        `For our trip to your home on ${when}, we charge ${amount}. Is that all right with you?`,
      yes: 'Yes, I accept this fee',
      no: undefined,
      saidYes: 'Thank you. We have noted it.',
      saidNo: '',
    },
    estimate: {
      title: 'Your cost estimate',
      question: (amount: string) => `We expect your care with us to cost ${amount}.`,
      more: 'We gave you the estimate with all its lines. You have a right to it, and you can ask us about it at any time.',
      yes: 'I have read my estimate',
      saidYes: 'Thank you. We have noted that you have read it.',
    },
    instructions: {
      title: 'What to do before your appointment',
      question: 'We sent you instructions on food and medication. Please read them before your appointment.',
      yes: 'I have read them',
      saidYes: 'Thank you. We have noted that you have read them.',
    },
    changedOrder: {
      title: 'Something has changed',
      question:
        'Your prescriber has changed your order. Please use nothing from an earlier delivery until you have talked with us.',
      yes: 'I have read this',
      saidYes: 'Thank you. We have noted that you have read it.',
    },
    delivery: {
      title: 'Your delivery',
      question: (when: string) => `We were told that something was sent to you on ${when}. Has it arrived?`,
      count: 'How many doses are in it?',
      yes: 'Yes, it has arrived',
      no: 'No, and it seems to be lost',
      saidYes: 'Thank you. We have noted that it has arrived.',
      saidNo: 'Thank you for telling us. We will look into it and call you.',
    },
    questionnaire: {
      title: 'A few questions',
      help: 'You can leave any question blank.',
      yes: 'Send my answers',
      saidYes: 'Thank you. Your answers are with us.',
      saidHelp:
        'You told us about hard thoughts. You are not alone with them, and somebody from your practice will call you.',
    },
    checkIn: {
      title: 'How are you?',
      question: 'How are you since your appointment?',
      feelings: {
        well: 'I am well',
        wantsToTalk: 'I would like to talk with somebody',
        unwell: 'I am not well',
      },
      words: 'What you would like to tell us (you can leave this blank)',
      send: 'Send my answer',
      said: {
        well: 'Thank you. It is good to hear from you.',
        wantsToTalk: 'Thank you for telling us. Somebody from your practice will call you.',
        unwell:
          'Thank you for telling us. Somebody from your practice will call you. If you need help before that, call us, or use the numbers above.',
      },
    },
  } satisfies Record<AskedKind, object>,

  offered: {
    takeBack,
    reminders,
    words: {
      none: 'None of these',
      notWatched: 'Nobody reads this at night or on weekends. If it cannot wait, call us.',
    },
    ownTime: {
      title: 'Choose your next appointment',
      by: (when: string) => `It should take place before ${when}.`,
      choose: 'These times are free right now. If none of them suits you, call us.',
      noneFree: 'We do not see a free time right now. Please call us, and we will find one with you.',
      taken: 'Sorry, somebody has just taken that time. Please choose another one.',
      send: 'Book this time',
      said: 'Thank you. Your appointment is booked.',
    },
    anotherTime: {
      title: 'Another time',
      name: (when: string) => `Ask for another time than ${when}`,
      now: (when: string) => `Your appointment is on ${when}. It stays at this time until you hear from us.`,
      already: (when?: string) =>
        when === undefined
          ? 'You have asked for another time. We will get back to you. You can change what you asked for.'
          : `You have asked for ${when}. We will get back to you. You can change what you asked for.`,
      fee: (from: string, amount: string) => `If it moves at your wish after ${from}, we charge ${amount}.`,
      choose: 'These times are free right now. Choose the one that suits you best.',
      noneFree: 'We do not see a free time right now. Tell us what would suit you.',
      orWords: 'Or tell us what would suit you',
      words: 'What would suit you',
      send: 'Ask for another time',
      said: 'Thank you. We will look at it and get back to you. Until then, your appointment stays as it is.',
    },
    askSupport: {
      title: 'The person staying with you',
      name: (when: string) => `Ask somebody to stay with you on ${when}`,
      what: 'We send them an e-mail with a link of their own. It shows when and where, and nothing else. They can say there whether they will be there.',
      person: 'Their name',
      email: 'Their e-mail address',
      send: 'Send them the link',
      said: 'Thank you. The link is on its way to them.',
      unreadable: 'Please give a name and an e-mail address.',
      unsent: 'We could not send the e-mail. Please check the address, or call us.',
    },
    message: {
      title: 'Write to us',
      notWatched:
        'Nobody watches this around the clock. We read it on working days and answer within one. If it cannot wait, call us.',
      about: 'What is it about?',
      topics: { appointments: 'Appointments or bills', care: 'How I am, or my care' },
      words: 'Your message',
      send: 'Send my message',
      said: 'Thank you. Your message is with us. We will get back to you on our next working day. If it cannot wait, call us.',
    },
  } satisfies Record<OfferedKind | 'words', object>,

  /** For the person who stays with a client. */
  companion: {
    title: 'Can you be there?',
    places: { inPerson: 'At our office', remote: 'At their home', houseCall: 'At their home' },
    question: 'You were asked to be with somebody you know at this time. Will you be there?',
    noted: 'We have noted a yes for this time. If that changes, please tell us, even shortly before.',
    yes: 'Yes, I will be there',
    no: 'No, I cannot come',
    saidYes:
      'Thank you. We have noted that you will be there. If that changes, open this link again, or call us.',
    saidNo: 'Thank you for telling us. We will look for another way.',
    over: 'You do not need to do anything any more.',
  },

  crisisLabel: 'Help right away',
  crisis: 'If you are in danger or think about harming yourself: call or text 988, or call 911.',

  ended: 'Your time with us has come to an end. If you have a question, please call us.',
  done: 'This has been answered already, or it is no longer needed.',
  lost: {
    title: 'This link no longer works',
    why: 'It was used, it is too old, or there is a newer one.',
    again: 'Send me a new link',
    sent: 'If this link was ours, a new one is on its way to the e-mail address that we have on file.',
  },
  incomplete: 'Please answer first, then press the button again.',
  again: 'Try again',
  unsent: 'What you wrote did not reach us. Please call us, and tell us.',
  refused: 'We could not note this now. Please call us.',
  later:
    'This page does not answer right now. Nothing is lost. Please try again in a few minutes, or call us.',
  enough: 'We already have several answers of this kind from you today. Please call us about anything else.',
  tooLong:
    'What you sent is too long, or we could not read it. Please go back and make it shorter, or call us.',
  tooOften: 'That was a little too often. Please try again in a few minutes, or call us.',
};
