# Debian's stompserver on a port of the loopback interface. Its own script sets class variables in a way that Ruby 3 has no
# more, and ends at the first connection; this does the same in the way that is left.
require 'optparse'
require 'yaml'
def File.exists?(name) = exist?(name)
require 'stomp_server'

ARGV.replace(['--port', ARGV.fetch(0), '--host', '127.0.0.1', '--working_dir', Dir.pwd])
EventMachine.run do
  options = StompServer::Configurator.new.opts
  stomp = StompServer::Run.new(options)
  stomp.start
  protocol = StompServer::Protocols::Stomp
  protocol.class_variable_set(:@@auth_required, stomp.auth_required)
  protocol.class_variable_set(:@@queue_manager, stomp.queue_manager)
  protocol.class_variable_set(:@@topic_manager, stomp.topic_manager)
  protocol.class_variable_set(:@@stompauth, stomp.stompauth)
  EventMachine.start_server(options[:host], options[:port], protocol)
end
