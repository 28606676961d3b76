// Chapters 4 and 5 of the sample manual.
import type { SampleBlock } from '../blocks.ts'

export const use: readonly SampleBlock[] = [
  { kind: 'chapter', title: 'Washing dishes' },
  { kind: 'heading', title: 'What must not go into the dishwasher' },
  {
    kind: 'bullets',
    bullets: [
      'wooden boards and cutlery with wooden handles',
      'crystal and hand-painted china',
      'aluminium, copper and pewter: they turn dark',
      'plastic that is not marked as dishwasher-safe',
      'dishes with ash, wax or paint on them',
    ],
  },
  { kind: 'heading', title: 'Loading the lower basket' },
  {
    kind: 'text',
    text: 'Put pots, pans and large plates into the lower basket, with the dirty side facing the middle. Make sure that the spray arm can turn freely. Fold the plate racks down for large pots.',
  },
  { kind: 'heading', title: 'Loading the upper basket' },
  {
    kind: 'text',
    text: 'Put cups, glasses and small bowls into the upper basket with the opening downwards. Glasses must not touch each other.',
  },
  { kind: 'heading', title: 'Raising and lowering the upper basket' },
  {
    kind: 'steps',
    steps: [
      'Pull the upper basket out.',
      'To raise it, lift it by both sides until it clicks.',
      'To lower it, press the levers on both sides inwards and let the basket sink.',
    ],
  },
  { kind: 'heading', title: 'Adding detergent' },
  {
    kind: 'steps',
    steps: [
      'Slide the lid of the dispenser open.',
      'Put in one tablet, or 20–25 g of powder.',
      'For very dirty dishes, sprinkle another 5 g of powder onto the open door.',
      'Slide the lid shut until it clicks.',
    ],
  },
  { kind: 'heading', title: 'Starting a programme' },
  {
    kind: 'steps',
    steps: [
      'Close the door.',
      'Turn the programme dial to the programme you want.',
      {
        text: 'Choose options if you like:',
        parts: [
          'a) Half load uses less water for few dishes.',
          'b) Extra dry heats the last rinse to 70 °C.',
          'c) Delay start begins 1 to 24 hours later.',
        ],
      },
      'Press Start. The display shows how long the programme takes.',
    ],
  },
  { kind: 'heading', title: 'Delaying the start' },
  {
    kind: 'steps',
    steps: [
      'Choose a programme.',
      'Press Options until the clock blinks.',
      'Turn the dial until the display shows after how many hours the programme is to begin.',
      'Press Start. To cancel, hold Start for 3 seconds.',
    ],
  },
  { kind: 'heading', title: 'Adding dishes later' },
  {
    kind: 'hazard',
    signal: 'CAUTION',
    text: 'Hot water can splash out and scald you. Open the door a little and wait until the spray arms have stopped.',
  },
  {
    kind: 'steps',
    steps: [
      'Press Start to pause the programme.',
      'Open the door a little, wait 10 seconds, then open it fully.',
      'Add the dishes, close the door and press Start.',
    ],
  },
  { kind: 'heading', title: 'Changing or stopping a programme' },
  {
    kind: 'text',
    text: 'Hold Start for 3 seconds. The dishwasher pumps out the water for about one minute; then you can choose another pro~gramme. Check whether there is still detergent in the dispenser.',
  },
  { kind: 'heading', title: 'Unloading' },
  {
    kind: 'text',
    text: 'Let the dishes cool for 15 minutes: hot china breaks easily. Unload the lower basket first, so that no water drips onto it from above.',
  },
  { kind: 'chapter', title: 'Programmes' },
  {
    kind: 'text',
    text: 'Figures are for a full load and cold water. Your own may differ with water pressure and room temperature.',
  },
  {
    kind: 'table',
    head: ['Programme', 'For', 'Temperature', 'Duration', 'Water', 'Energy'],
    widths: [0.14, 0.3, 0.16, 0.14, 0.12, 0.14],
    rows: [
      ['Eco', 'normally dirty dishes', '50 °C', '3:15 h', '9.5 l', '0.75 kWh'],
      ['Auto', 'mixed loads', '45–65 °C', '1:50 h', '7–14 l', '1.0 kWh'],
      ['Intensive', 'pots and burnt-on food', '70 °C', '2:20 h', '14 l', '1.4 kWh'],
      ['Quick 30', 'lightly dirty dishes', '40 °C', '30 min', '9 l', '0.65 kWh'],
      ['Glass', 'delicate glasses', '40 °C', '1:25 h', '11 l', '0.8 kWh'],
      ['Hygiene', 'baby bottles, boards', '72 °C', '2:05 h', '13 l', '1.45 kWh'],
      ['Rinse', 'dishes that wait', 'cold', '12 min', '4 l', '0.05 kWh'],
      ['Machine care', 'the empty appliance', '75 °C', '1:40 h', '12 l', '1.3 kWh'],
    ],
  },
  { kind: 'heading', title: 'Saving water and energy' },
  {
    kind: 'bullets',
    bullets: [
      'Fill the dishwasher before you start it.',
      'Do not rinse dishes by hand; scrape off leftovers.',
      'Use Eco: it needs the least water and energy, although it takes longest.',
    ],
  },
]
