// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/lanesettingsdialog.h"

#include "core/domain/toolsjson.h"
#include "ui/text/errorsentences.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QLineEdit* numberField(const QString& name, const QString& label, const QString& hint, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    field->setMaximumWidth(200);
    return field;
}

QPlainTextEdit* textField(const QString& name, const QString& label, const QString& hint, QWidget* parent)
{
    auto* field = new QPlainTextEdit(parent);
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    field->setTabChangesFocus(true);
    field->setFixedHeight(field->fontMetrics().lineSpacing() * 4 + 14);
    return field;
}

std::expected<std::optional<double>, QString> real(const QLineEdit* field, double least, double most)
{
    const QString text = field->text().trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool ok = false;
    const double value = QString(text).replace(u',', u'.').toDouble(&ok);
    if (!ok || !std::isfinite(value) || value < least || value > most)
        return std::unexpected(
            LaneSettingsDialog::tr("%1 is a number from %2 to %3.").arg(field->accessibleName()).arg(least).arg(most));
    return value;
}

std::expected<std::optional<qint64>, QString> whole(const QLineEdit* field, qint64 least)
{
    const QString text = field->text().trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < least)
        return std::unexpected(
            LaneSettingsDialog::tr("%1 is a whole number from %2 on.").arg(field->accessibleName()).arg(least));
    return value;
}

QString number(const std::optional<double>& value)
{
    return value ? QString::number(*value) : QString();
}

QString number(const std::optional<qint64>& value)
{
    return value ? QString::number(*value) : QString();
}

QString indented(const QJsonObject& object)
{
    return object.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(object).toJson());
}

} // namespace

LaneSettingsDialog::LaneSettingsDialog(const Content& content, QWidget* parent)
    : QDialog(parent)
    , m_temperature(numberField(u"setTemperature"_s, tr("Temperature"), tr("provider's default"), this))
    , m_topP(numberField(u"setTopP"_s, tr("Top p"), tr("provider's default"), this))
    , m_maximum(numberField(u"setMaximum"_s, tr("Most output tokens"), tr("provider's default"), this))
    , m_seed(numberField(u"setSeed"_s, tr("Seed"), tr("none"), this))
    , m_effort(new QComboBox(this))
    , m_ownSystem(new QCheckBox(tr("A system prompt of its own"), this))
    , m_system(textField(u"setSystem"_s, tr("System prompt of this lane"), tr("empty: no system prompt"), this))
    , m_tools(textField(u"setTools"_s, tr("Tools"), tr("JSON list of tools: name, description, parameters"), this))
    , m_schema(textField(u"setSchema"_s, tr("Answer schema"), tr("JSON Schema that the answer must follow"), this))
    , m_passthrough(textField(u"setPassthrough"_s, tr("Provider fields"), tr("JSON object sent along unchanged"), this))
    , m_problem(new PlainLabel({}, this))
    , m_before(content.settings)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"laneSettingsDialog"_s);
    setWindowTitle(content.title);
    setAccessibleName(content.title);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(space::page);
    form->setVerticalSpacing(space::control);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    makeFields(form, content.forOneLane);
    makeTexts(form);
    m_problem->setObjectName(u"settingsProblem"_s);
    m_problem->setRole(FontRole::Body, &Theme::bad);
    m_problem->setWordWrap(true);
    m_problem->hide();

    const auto button = [this](const QString& name, const QString& words) {
        auto* made = new KeycapButton(words, this);
        made->setObjectName(name);
        made->setAccessibleName(words);
        made->setAutoDefault(false);
        return made;
    };
    auto* differences = button(u"settingsDifferences"_s, tr("What differs…"));
    auto* common = button(u"settingsCommon"_s, tr("As all lanes"));
    common->setVisible(content.forOneLane && content.isOwn);
    auto* cancel = button(u"settingsCancel"_s, tr("Cancel"));
    auto* save = button(u"settingsSave"_s, tr("Use"));
    save->setPrimary(true);
    save->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(differences);
    buttons->addWidget(common);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->setSpacing(space::page);
    all->addLayout(form);
    all->addWidget(m_problem);
    all->addLayout(buttons);
    connect(differences, &QPushButton::clicked, this, &LaneSettingsDialog::differencesRequested);
    connect(common, &QPushButton::clicked, this, [this] {
        Q_EMIT saved(std::nullopt);
        accept();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &LaneSettingsDialog::submit);
    fill(content.settings);
    resize(560, sizeHint().height());
}

void LaneSettingsDialog::makeFields(QFormLayout* form, bool forOneLane)
{
    m_effort->setObjectName(u"setEffort"_s);
    m_effort->setAccessibleName(tr("Reasoning effort"));
    m_effort->setEditable(true);
    m_effort->addItems({QString(), u"none"_s, u"minimal"_s, u"low"_s, u"medium"_s, u"high"_s, u"xhigh"_s});
    m_effort->lineEdit()->setPlaceholderText(tr("provider's default"));
    m_effort->lineEdit()->setObjectName(u"setEffortText"_s);
    m_effort->lineEdit()->setAccessibleName(tr("Reasoning effort"));
    m_effort->setFixedWidth(200);
    form->addRow(tr("&Temperature"), m_temperature);
    form->addRow(tr("Top &p"), m_topP);
    form->addRow(tr("&Most output tokens"), m_maximum);
    form->addRow(tr("S&eed"), m_seed);
    form->addRow(tr("&Reasoning effort"), m_effort);
    m_ownSystem->setObjectName(u"setOwnSystem"_s);
    m_ownSystem->setAccessibleName(m_ownSystem->text());
    form->addRow(QString(), m_ownSystem);
    form->addRow(QString(), m_system);
    connect(m_ownSystem, &QCheckBox::toggled, m_system, &QWidget::setVisible);
    m_ownSystem->setVisible(forOneLane);
    m_system->hide();
}

void LaneSettingsDialog::makeTexts(QFormLayout* form)
{
    form->addRow(tr("T&ools"), m_tools);
    form->addRow(tr("&Answer schema"), m_schema);
    form->addRow(tr("Provider &fields"), m_passthrough);
}

void LaneSettingsDialog::fill(const LaneSettings& settings)
{
    m_temperature->setText(number(settings.sampling.temperature));
    m_topP->setText(number(settings.sampling.topP));
    m_maximum->setText(number(settings.sampling.maxOutputTokens));
    m_seed->setText(number(settings.sampling.seed));
    m_effort->setCurrentText(settings.reasoning.effort);
    m_ownSystem->setChecked(settings.system.has_value());
    m_system->setPlainText(settings.system.value_or(QString()));
    m_tools->setPlainText(toolsText(settings.tools));
    m_schema->setPlainText(settings.format ? indented(settings.format->schema) : QString());
    m_passthrough->setPlainText(indented(settings.passthrough));
}

std::expected<LaneSettings, QString> LaneSettingsDialog::settings() const
{
    LaneSettings out = m_before;
    const auto temperature = real(m_temperature, 0, 2);
    const auto topP = real(m_topP, 0, 1);
    const auto maximum = whole(m_maximum, 1);
    const auto seed = whole(m_seed, 0);
    for (const QString& problem : {temperature.error_or(QString()), topP.error_or(QString()),
             maximum.error_or(QString()), seed.error_or(QString())}) {
        if (!problem.isEmpty())
            return std::unexpected(problem);
    }
    out.sampling.temperature = *temperature;
    out.sampling.topP = *topP;
    out.sampling.maxOutputTokens = *maximum;
    out.sampling.seed = *seed;
    out.reasoning.effort = m_effort->currentText().trimmed();
    out.system = m_ownSystem->isChecked() ? std::optional(m_system->toPlainText()) : std::nullopt;
    out.tools.clear();
    if (const QString text = m_tools->toPlainText(); !text.trimmed().isEmpty()) {
        auto tools = toolsFromJson(text.toUtf8(), tr("What stands under Tools"));
        if (!tools)
            return std::unexpected(plainQuote(tools.error().detail));
        out.tools = *std::move(tools);
    }
    out.format.reset();
    if (const QString text = m_schema->toPlainText(); !text.trimmed().isEmpty()) {
        auto format = schemaFromJson(text.toUtf8(), u"answer"_s, tr("The answer schema"));
        if (!format)
            return std::unexpected(plainQuote(format.error().detail));
        out.format = *std::move(format);
    }
    out.passthrough = {};
    if (const QString text = m_passthrough->toPlainText(); !text.trimmed().isEmpty()) {
        const auto document = QJsonDocument::fromJson(text.toUtf8());
        if (!document.isObject())
            return std::unexpected(tr("The provider fields are not a JSON object."));
        out.passthrough = document.object();
    }
    return out;
}

void LaneSettingsDialog::submit()
{
    const auto wanted = settings();
    m_problem->setText(wanted ? QString() : wanted.error());
    m_problem->setVisible(!wanted);
    if (!wanted)
        return;
    Q_EMIT saved(*wanted);
    accept();
}

} // namespace assay
