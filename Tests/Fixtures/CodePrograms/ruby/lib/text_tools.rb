module TextTools
  ALLOWED = %w[name price stock].freeze

  def self.column(value)
    ALLOWED.include?(value) ? value : 'name'
  end

  def self.squeeze(value)
    value.to_s.strip.gsub(/\s+/, ' ')
  end

  def self.number(value)
    Integer(value)
  end

  def self.label(_value)
    'label'
  end

  def self.run(command)
    # ruleid: command-injection
    system(command)
  end

  def self.run_quiet(*arguments)
    # ok: command-injection
    system('git', *arguments)
  end
end
