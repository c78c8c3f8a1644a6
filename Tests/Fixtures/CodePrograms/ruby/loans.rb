class LoanSearch
  SORTS = { 'date' => 'created_at', 'name' => 'title' }.freeze

  def initialize(params)
    @params = params
  end

  def call
    scope = Loan.all
    scope = scope.where("title ILIKE '%#{@params[:q]}%'") if @params[:q]
    scope
  end

  def sorted
    # ok: sql-injection
    Loan.order("#{SORTS.fetch(@params[:sort], 'title')} ASC")
  end
end

class LoansController < ApplicationController
  before_action :set_filter
  rescue_from ActiveRecord::RecordNotFound, with: :missing

  def index
    # ruleid: sql-injection
    @loans = Loan.where("state = '#{@filter}'")
  end

  def by_member
    member = Member.find(params[:member_id])
    # ok: sql-injection
    @loans = Loan.where("member_id = #{member.id}")
  end

  def report
    rows = ActiveRecord::Base.connection.select_all("SELECT * FROM loans WHERE kind = #{Loan.connection.quote(params[:kind])}")
    # ruleid: sql-injection
    more = ActiveRecord::Base.connection.select_all("SELECT * FROM loans WHERE kind = '" + params[:kind] + "'")
    render json: [rows, more]
  end

  def count
    ids = Array(params[:ids]).map { |id| Integer(id) }
    # ok: sql-injection
    Loan.where("id IN (#{ids.join(',')})").count
  end

  def raw_count
    ids = Array(params[:ids]).reject(&:blank?)
    # ruleid: sql-injection
    Loan.where("id IN (#{ids.join(',')})").count
  end

  def export
    format = params[:format_name]
    case format
    when 'csv', 'pdf'
      # ok: command-injection
      system("export-loans --format #{format}")
    else
      # ruleid: command-injection
      system("export-loans --format #{format}")
    end
  end

  def export_list
    # ok: command-injection
    system('export-loans', '--format', params[:format_name].to_s)
  end

  def convert
    name = params[:name].gsub(/[^a-z0-9]/i, '')
    # ok: command-injection
    `convert #{name}.png #{name}.jpg`
  end

  def convert_bad
    name = params[:name].gsub(/\.\./, '')
    # ruleid: command-injection
    `convert #{name}.png #{name}.jpg`
  end

  def page
    # ruleid: path-traversal
    render file: Rails.root.join('app/pages', params[:page]).to_s
  end

  def cover
    path = Rails.root.join('covers', "#{params[:isbn].to_i}.png")
    # ok: path-traversal
    send_file path
  end

  def cover_bad
    path = Rails.root.join('covers', "#{params[:isbn]}.png")
    # ruleid: path-traversal
    send_file path, type: 'image/png'
  end

  def attachment
    name = params[:name]
    raise ActionController::BadRequest if name.include?('..') || name.include?('/')
    # ok: path-traversal
    send_file "/srv/attachments/#{name}"
  end

  def go
    url = params[:back]
    # ruleid: open-redirect
    redirect_to(url.presence || loans_path)
  end

  def go_safe
    uri = URI.parse(params[:back])
    # ok: open-redirect
    redirect_to(uri.host == 'library.example.com' ? uri.to_s : loans_path)
  end

  def preview
    # ruleid: xss
    render html: params[:html].html_safe
  end

  def preview_safe
    # ok: xss
    render html: helpers.tag.p(params[:html])
  end

  def webhook
    # ruleid: ssrf
    response = HTTP.get(params[:callback])
    render plain: response.to_s
  end

  def rates
    # ok: ssrf
    response = Net::HTTP.get_response(URI('https://rates.example.com/' + ERB::Util.url_encode(params[:currency])))
    render plain: response.body
  end

  def restore
    # ruleid: deserialization
    session[:cart] = Marshal.load(Base64.urlsafe_decode64(cookies[:cart]))
  end

  def restore_yaml
    # ruleid: deserialization
    YAML.load(params[:settings], permitted_classes: [Object], aliases: true, safe: false)
    # ok: deserialization
    YAML.safe_load(params[:settings])
  end

  def dispatch_action
    # ruleid: unsafe-reflection
    "Reports::#{params[:kind]}".constantize.new.run
  end

  def dispatch_listed
    klass = { 'daily' => DailyReport, 'weekly' => WeeklyReport }.fetch(params[:kind])
    # ok: unsafe-reflection
    klass.new.run
  end

  def create
    # ruleid: mass-assignment
    Loan.new(params.require(:loan).permit!).save
    # ok: mass-assignment
    Loan.new(loan_params).save
  end

  def digest
    # ruleid: weak-hash
    token = Digest::SHA1.hexdigest(params[:password])
    # ok: weak-hash
    strong = OpenSSL::HMAC.hexdigest('SHA256', key, params[:password])
    # ruleid: weak-random
    reset_token = Array.new(8) { rand(10) }.join
    # ok: weak-random
    safe_token = SecureRandom.urlsafe_base64(32)
    [token, strong, reset_token, safe_token]
  end

  private

  def set_filter
    @filter = params.fetch(:state, 'open')
  end

  def loan_params
    params.require(:loan).permit(:title, :due)
  end
end
