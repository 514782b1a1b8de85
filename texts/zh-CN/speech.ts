/** Joints of the spoken text, and the names of the keypad's keys. */
export const speech = {
  'say.choice': '按 {number}，{title}。',
  'say.choiceWithNote': '按 {number}，{title}，{note}。',
  'say.choiceByTouch': '{title}，{note}。',
  'say.key.enter': '按确认键，{label}。',
  'say.key.cancel': '按取消键，{label}。',
  'say.key.help': '按帮助键，{label}。',
  'say.key.clear': '按清除键，{label}。',
  'say.key.backspace': '按退格键，{label}。',
  'say.key.digits': '请用数字键输入。',
  'say.touch': '在屏幕上可以按：{labels}。用键盘的话，先按帮助键。',
  'say.fact': '{label}，{value}。',
  'say.simulated': '这是模拟的机器。',
} as const;
