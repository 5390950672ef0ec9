# Ruby's gem stomp, STOMP 1.2
require 'stomp'
require 'timeout'

host, port, login, passcode, command, queue, count = ARGV
destination = "/queue/#{queue}"
connection = Stomp::Connection.new(
  hosts: [{ login: login, passcode: passcode, host: host, port: port.to_i }],
  reliable: false,
  connect_headers: { 'accept-version' => '1.2', 'host' => '/' }
)

# Its receive gives every frame but those of heart-beats.
def expect(connection, command)
  frame = Timeout.timeout(20) { connection.receive }
  abort "#{frame.command} instead of #{command}: #{frame.headers} #{frame.body}" unless frame.command == command
  frame
end

def hex(text)
  text.nil? || text.empty? ? '-' : text.b.unpack1('H*')
end

send = lambda do |kind, body, type, headers = {}|
  connection.publish(destination, body, headers.merge('kind' => kind, 'content-type' => type, 'persistent' => 'true',
                                                      'destination-type' => 'ANYCAST', 'receipt' => kind))
  expect(connection, 'RECEIPT')
end

if command == 'send'
  send.call('text', "Grüße, 世界 🚀\nsecond line", 'text/plain;charset=utf-8', 'note' => "a:b\\d\nc ü")
  send.call('bytes', (0..255).to_a.pack('C*'), 'application/octet-stream')
  send.call('poison', 'poison', 'text/plain')
else
  connection.subscribe(destination, { 'id' => '1', 'ack' => 'client-individual', 'subscription-type' => 'ANYCAST' }, '1')
  (command == 'receive' ? count.to_i : 1).times do
    message = expect(connection, 'MESSAGE')
    headers = message.headers
    puts [headers['kind'], hex(message.body), hex(headers['note']), hex(headers['dead-letter-reason'])].join(' ')
    connection.ack(headers['ack']) if command == 'receive'
  end
end
connection.disconnect({ 'receipt' => 'bye' })
