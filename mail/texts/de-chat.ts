/** The German texts of the mail about a chat that news no longer reaches. */
export const deChat = {
  'chat-failing.subject': 'Nachrichten erreichen den Chat {channel} nicht mehr',
  'chat-failing.heading': 'Der Chat {channel} nimmt keine Nachrichten an',
  'chat-failing.intro':
    'Neues aus dem Programm {programme} sollte dort erscheinen, und das war nicht möglich. Die E-Mails dazu wurden wie immer versandt.',
  'chat-failing.kept':
    'Was nicht übermittelt wurde, ist aufbewahrt und kann erneut gesendet werden, sobald der Chat wieder annimmt. Späteres wird weiterhin versucht.',
  'chat-failing.channel': 'Kanal',
  'chat-failing.programme': 'Programm',
  'chat-failing.reason': 'Was nicht ging',
  'chat-failing.next':
    'Bitte lassen Sie den Webhook im Chat prüfen oder seine neue Adresse mit „kam chat change {number}“ eintragen. Probieren Sie ihn mit „kam chat test {number}“ aus und senden Sie das Versäumte mit „kam chat retry {number}“ erneut.',
  'chat-failing.once': 'Sie erfahren davon einmal, bis wieder eine Nachricht ankommt.',
  'chat-failing.footer':
    'Sie erhalten diese E-Mail, weil das Programm {programme} in Ihrer Verantwortung liegt.',
};
