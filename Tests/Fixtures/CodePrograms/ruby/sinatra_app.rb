require 'sinatra'
require 'sqlite3'
require 'mysql2'
require 'pg'
require 'yaml'
require 'erb'
require 'open3'
require 'nokogiri'
require_relative 'lib/text_tools'

DB = SQLite3::Database.new('app.db')
CLIENT = Mysql2::Client.new(host: 'localhost')
PGC = PG.connect(dbname: 'app')

get '/users' do
  # ruleid: sql-injection
  DB.execute("SELECT * FROM users WHERE name = '#{params['name']}'").to_s
end

get '/users/bound' do
  # ok: sql-injection
  DB.execute('SELECT * FROM users WHERE name = ?', [params['name']]).to_s
end

get '/users/mysql' do
  # ruleid: sql-injection
  CLIENT.query("SELECT * FROM users WHERE name = '" + params[:name] + "'").to_a.to_s
end

get '/users/mysql/escaped' do
  name = CLIENT.escape(params[:name])
  # ok: sql-injection
  CLIENT.query("SELECT * FROM users WHERE name = '#{name}'").to_a.to_s
end

get '/users/mysql/prepared' do
  # ok: sql-injection
  CLIENT.prepare('SELECT * FROM users WHERE name = ?').execute(params[:name]).to_a.to_s
end

get '/users/pg' do
  # ruleid: sql-injection
  PGC.exec("SELECT * FROM users WHERE id = #{params[:id]}").values.to_s
end

get '/users/pg/bound' do
  # ok: sql-injection
  PGC.exec_params('SELECT * FROM users WHERE id = $1', [params[:id]]).values.to_s
end

get '/hello/:name' do |name|
  # ruleid: xss
  "<h1>Hello #{name}</h1>"
end

get '/hello2/:name' do
  # ruleid: xss
  "<h1>Hello #{params[:name]}</h1>"
end

get '/hello3/:name' do
  # ok: xss
  "<h1>Hello #{Rack::Utils.escape_html(params[:name])}</h1>"
end

get '/template' do
  # ruleid: template-injection
  erb "<p>#{params[:text]}</p>"
end

get '/template2' do
  # ok: template-injection
  erb :page, locals: { text: params[:text] }
end

get '/template3' do
  # ruleid: template-injection
  ERB.new(params[:template]).result(binding)
end

get '/go' do
  # ruleid: open-redirect
  redirect params[:to]
end

get '/go2' do
  # ok: open-redirect
  redirect to('/home')
end

get '/ping' do
  # ruleid: command-injection
  `ping -c 1 #{params[:host]}`
end

get '/ping2' do
  # ok: command-injection
  `ping -c 1 #{Shellwords.escape(params[:host])}`
end

get '/ping3' do
  # ok: command-injection
  output, _status = Open3.capture2('ping', '-c', '1', params[:host])
  output
end

get '/ping4' do
  # ruleid: command-injection
  output, _status = Open3.capture2e("ping -c 1 #{params[:host]}")
  output
end

get '/ping5' do
  # ruleid: command-injection
  IO.popen("ping -c 1 " + request.env['HTTP_X_HOST']).read
end

get '/ping6' do
  # ok: command-injection
  IO.popen(['ping', '-c', '1', params[:host]]).read
end

get '/ping7' do
  # ruleid: command-injection
  %x(ping -c 1 #{request.query_string})
end

get '/spawn' do
  # ruleid: command-injection
  spawn("backup #{params[:dir]}")
  # ok: command-injection
  spawn('backup', params[:dir])
end

get '/exec' do
  # ruleid: command-injection
  exec('sh', '-c', params[:script])
end

get '/open' do
  # ruleid: command-injection
  open("|#{params[:tool]}")
end

get '/helper' do
  TextTools.run("ls #{params[:dir]}")
  TextTools.run_quiet('log', params[:dir])
end

get '/kernel' do
  # ruleid: path-traversal
  IO.read('/srv/' + params[:name])
end

post '/yaml' do
  # ruleid: deserialization
  YAML.unsafe_load(request.body.read).to_s
end

post '/yaml2' do
  # ok: deserialization
  YAML.safe_load(request.body.read).to_s
end

post '/marshal' do
  # ruleid: deserialization
  Marshal.load(Base64.decode64(params[:state])).to_s
end

post '/marshal2' do
  # ok: deserialization
  JSON.parse(params[:state]).to_s
end

post '/eval' do
  # ruleid: code-injection
  eval(params[:code]).to_s
end

post '/instance' do
  # ruleid: code-injection
  settings.instance_eval(params[:code])
end

post '/eval2' do
  # ok: code-injection
  eval('1 + 2').to_s
end

post '/send' do
  # ruleid: unsafe-reflection
  Calculator.new.send(params[:method], 2)
end

post '/send2' do
  method = params[:method]
  halt 400 unless %w[add sub].include?(method)
  # ok: unsafe-reflection
  Calculator.new.public_send(method, 2)
end

post '/const' do
  # ruleid: unsafe-reflection
  Object.const_get(params[:type]).new
end

post '/const2' do
  kind = { 'csv' => CsvWriter, 'xml' => XmlWriter }[params[:type]]
  # ok: unsafe-reflection
  kind.new
end

post '/xml' do
  # ruleid: xxe
  Nokogiri::XML(request.body.read) { |config| config.noent.dtdload }
end

post '/xml2' do
  # ok: xxe
  Nokogiri::XML(request.body.read)
end

post '/xml3' do
  # ruleid: xxe
  Nokogiri::XML(request.body.read, nil, nil, Nokogiri::XML::ParseOptions::NOENT)
end

get '/xpath' do
  document = Nokogiri::XML(File.read('users.xml'))
  # ruleid: xpath-injection
  document.xpath("//user[@name='#{params[:name]}']").to_s
end

get '/xpath2' do
  document = Nokogiri::XML(File.read('users.xml'))
  # ok: xpath-injection
  document.xpath('//user[@name=$name]', nil, name: params[:name]).to_s
end

get '/regex' do
  # ruleid: regex-dos
  Regexp.new(params[:pattern]).match('text').to_s
end

get '/regex2' do
  # ok: regex-dos
  Regexp.new(Regexp.escape(params[:pattern])).match('text').to_s
end

get '/ldap' do
  # ruleid: ldap-injection
  filter = Net::LDAP::Filter.construct("(uid=#{params[:uid]})")
  # ok: ldap-injection
  other = Net::LDAP::Filter.eq('uid', 'admin')
  [filter, other].to_s
end
