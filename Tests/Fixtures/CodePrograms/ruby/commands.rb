require "open3"
require "shellwords"
require "sinatra"

HOSTS = { "one" => "1.example.com", "two" => "2.example.com" }.freeze

get "/ping" do
  # ruleid: command-injection
  system("ping -c 1 #{params[:host]}")
end

get "/ping-list" do
  # ok: command-injection
  system("ping", "-c", "1", params[:host])
end

get "/ping-quoted" do
  # ok: command-injection
  system("ping -c 1 #{Shellwords.escape(params[:host])}")
end

get "/ping-known" do
  host = HOSTS.fetch(params[:host], "1.example.com")
  # ok: command-injection
  system("ping -c 1 #{host}")
end

get "/lookup" do
  # ruleid: command-injection
  `host #{params[:name]}`
end

get "/lookup-word" do
  name = params[:name]
  halt 400 unless name.match?(/\A[a-z0-9.-]+\z/)
  # ok: command-injection
  `host #{name}`
end

get "/lookup-line" do
  name = params[:name]
  halt 400 unless name =~ /^[a-z0-9.-]+$/
  # ruleid: command-injection
  `host #{name}`
end

get "/count" do
  count = Integer(params[:count])
  # ok: command-injection
  %x(head -n #{count} words.txt)
end

post "/convert" do
  command = ["convert", "in.png"]
  command << params[:size]
  # ruleid: command-injection
  Open3.capture2(command.join(" "))
end

post "/convert-list" do
  # ok: command-injection
  Open3.capture2("convert", "in.png", "-resize", params[:size])
end

post "/shell" do
  # ruleid: command-injection
  Open3.capture3("sh", "-c", params[:script])
end

post "/pipe" do
  # ruleid: command-injection
  IO.popen("sort #{params[:options]}") { |io| io.read }
end

class Runner
  attr_reader :name

  def initialize(name, folder)
    @name = name
    @folder = folder
  end

  def run
    # ruleid: command-injection
    system("tool " + @name)
  end

  def list
    # ok: command-injection
    system("ls " + @folder)
  end
end

post "/runner" do
  runner = Runner.new(params[:tool], "tmp")
  runner.run
  runner.list
end

post "/calculate" do
  # ruleid: code-injection
  eval(params[:formula])
end

post "/calculate-number" do
  # ok: code-injection
  eval("1 + #{params[:number].to_i}")
end

post "/report" do
  # ruleid: unsafe-reflection
  Report.new.public_send(params[:kind])
end

post "/report-known" do
  kind = params[:kind]
  if %w[daily weekly].include?(kind)
    # ok: unsafe-reflection
    Report.new.public_send(kind)
  end
end

post "/model" do
  # ruleid: unsafe-reflection
  params[:model].constantize.all.to_json
end

post "/model-known" do
  model = { "order" => "Order", "item" => "Item" }[params[:model]] || "Order"
  # ok: unsafe-reflection
  model.constantize.all.to_json
end

post "/restore" do
  # ruleid: deserialization
  Marshal.load(Base64.decode64(params[:state]))
end

post "/restore-json" do
  # ok: deserialization
  JSON.parse(params[:state])
end

post "/settings" do
  # ruleid: deserialization
  YAML.unsafe_load(request.body.read)
end

post "/settings-safe" do
  # ok: deserialization
  YAML.safe_load(request.body.read)
end

post "/template" do
  # ruleid: template-injection
  ERB.new("Hello #{params[:name]}").result
end

post "/template-fixed" do
  # ok: template-injection
  ERB.new("Hello <%= name %>").result_with_hash(name: params[:name])
end
