import type { ConsentKind } from '../catalog/shapes';

export const ENGLISH: Record<ConsentKind, string> = {
  treatment: `
# What this is about

I agree to take part in ketamine-assisted psychotherapy with this practice. It combines preparation sessions, dosing sessions in which I take prescribed ketamine, and integration sessions in which my therapist and I work with what came up. The whole course takes several months.

# Who does what

My therapist prepares me, is with me during dosing sessions, and meets me for integration afterward. A licensed prescriber examines me, decides whether the medication is safe for me, prescribes it and follows up. All medical decisions are the prescriber’s.

# What I may feel, and the risks

During a session, I may feel detached from my body or my surroundings, and what I see, hear and feel may change. This passes. Common effects are dizziness, nausea, tiredness, a higher blood pressure and a faster pulse, and anxiety. Less common are vomiting, strong distress and injury from falling. Used often or without supervision, ketamine can lead to dependence and to damage to the bladder. The use of ketamine for depression, anxiety or trauma is not approved by the FDA; prescribers may prescribe it for that all the same. There is no guarantee that it helps me.

# What I will do

I tell the practice about all my medication, illnesses, pregnancy, and use of alcohol or other substances, and about any change. I follow the instructions on food and medication. I do not drive or operate machines until the day after a dosing session. Where my plan requires it, an adult whom I trust is with me during the session, or takes me home. I give the medication to nobody else.

# Other ways

There are other treatments, such as other medication, psychotherapy without medication, and other procedures. I can also choose no treatment.

# My choice

Taking part is voluntary. I can stop at any time, also during a course, and still get other care. I can ask questions at any time.

# In an emergency

This practice is not an emergency service. If I am in danger or think about harming myself, I call or text 988, or call 911.
`,
  telehealth: `
# Sessions by video

I agree that sessions take place by video. I have a private place, a stable connection and a telephone nearby.

# What is different

The connection can fail. My therapist then calls me on the telephone number that I gave. My therapist cannot see or do everything that is possible in one room. For that reason, where my plan requires it, an adult whom I trust is in my home during a dosing session and stays until I am alert and can move safely.

# Where I am

The law of the state I am in applies. I say at the start of each session where I am, and tell the practice in advance if I will be in another state. My therapist needs the address, so that help can be sent in an emergency.

# Privacy

Sessions are not recorded unless I agree in writing. No connection over the internet is perfectly safe.

# My choice

I can ask for sessions in person where the practice offers them, and I can take this consent back at any time.
`,
  electronicMessages: `
# Messages by e-mail

I agree that the practice sends me e-mails about my appointments and what is to be done, with links to pages on which I can answer. The e-mails do not say what my care is about. E-mails can be read by others who have my telephone, my computer or my account.

# What they are not for

Nobody watches answers around the clock. In an emergency, I call 911, or call or text 988.

# My choice

I do not have to agree: the practice then calls me. I can stop the e-mails at any time, with the link in each of them, on my page or by telephone.
`,
  supportPersonContact: `
# The person who stays with me

I agree that the practice contacts the person whom I name as my support person. It tells them when and where they are needed, and what they have to do there. It does not tell them about my health, except what they need to know in an emergency.

# My choice

I can name somebody else, or take this consent back, at any time. Where my plan requires a support person, a dosing session cannot take place without one.
`,
  part2: `
# Records of substance use care

Records that say that I have or had treatment for the use of substances are protected by federal law (42 CFR Part 2). With this consent, I allow the practice to use and share them for treatment, payment and health care operations.

# With whom

With my prescriber and the pharmacy, with other providers who treat me, and with those who pay for my care. Those who receive them may share them again only as the law allows. They may not be used against me in court without my written consent or a court order.

# My choice

This consent is valid until I take it back. I can do so in writing at any time. It does not undo what was shared before.
`,
};
