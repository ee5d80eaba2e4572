// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/addressdialog.h"

#include "ui/text/errorsentences.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString idOf(const QString& name)
{
    QString id;
    for (const QChar character : name.toLower()) {
        const bool kept = (character >= u'a' && character <= u'z') || (character >= u'0' && character <= u'9');
        if (kept)
            id.append(character);
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id.append(u'-');
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    return id;
}

AuthScheme authOf(const QString& dialect)
{
    if (dialect == "anthropic"_L1)
        return AuthScheme::XApiKey;
    if (dialect == "gemini"_L1)
        return AuthScheme::XGoogApiKey;
    return dialect == "bedrock"_L1 ? AuthScheme::AwsSigV4 : AuthScheme::Bearer;
}

bool isLoopback(const QString& host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host == "::1"_L1 || host.startsWith("127."_L1);
}

QList<std::pair<QString, QString>> formats()
{
    return {{u"openai-chat"_s, AddressDialog::tr("OpenAI chat completions")},
        {u"openai-responses"_s, AddressDialog::tr("OpenAI responses")},
        {u"anthropic"_s, AddressDialog::tr("Anthropic messages")}, {u"gemini"_s, AddressDialog::tr("Google Gemini")},
        {u"ollama"_s, AddressDialog::tr("Ollama")}, {u"cohere"_s, AddressDialog::tr("Cohere")},
        {u"bedrock"_s, AddressDialog::tr("Amazon Bedrock")}};
}

QLineEdit* field(const QString& name, const QString& label, const QString& placeholder, QWidget* parent)
{
    auto* edit = new QLineEdit(parent);
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    edit->setPlaceholderText(placeholder);
    edit->setMinimumWidth(340);
    edit->setTextMargins(space::badge, 0, space::badge, 0);
    return edit;
}

} // namespace

AddressDialog::AddressDialog(Add add, const QString& address, QWidget* parent)
    : QDialog(parent)
    , m_add(std::move(add))
    , m_name(field(u"endpointName"_s, tr("Name"), tr("Lab server"), this))
    , m_address(field(u"endpointAddress"_s, tr("Base address"), u"http://10.0.4.20:8000/v1"_s, this))
    , m_format(new QComboBox(this))
    , m_noKey(new QCheckBox(tr("It needs no key"), this))
    , m_problem(new PlainLabel({}, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"addressDialog"_s);
    setWindowTitle(tr("Add by address"));
    setAccessibleName(windowTitle());
    m_format->setObjectName(u"endpointFormat"_s);
    m_format->setAccessibleName(tr("Format it speaks"));
    for (const auto& [id, name] : formats())
        m_format->addItem(name, id);
    m_noKey->setObjectName(u"endpointNoKey"_s);
    m_noKey->setAccessibleName(m_noKey->text());
    m_problem->setObjectName(u"endpointProblem"_s);
    m_problem->setRole(FontRole::Body, &Theme::bad);
    m_problem->setWordWrap(true);
    m_problem->hide();

    makeLayout();
    if (address.isEmpty())
        return;
    const QUrl url(address);
    m_address->setText(address);
    m_name->setText(
        isLoopback(url.host()) ? tr("Local %1").arg(url.port(url.scheme() == "https"_L1 ? 443 : 80)) : url.host());
    m_noKey->setChecked(isLoopback(url.host()));
    m_name->setFocus();
    m_name->selectAll();
}

void AddressDialog::makeLayout()
{
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(space::page);
    form->setVerticalSpacing(space::control);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Base address"), m_address);
    form->addRow(tr("&Format"), m_format);
    form->addRow(QString(), m_noKey);
    auto* cancel = new KeycapButton(tr("Cancel"), this);
    cancel->setObjectName(u"endpointCancel"_s);
    auto* ok = new KeycapButton(tr("Add"), this);
    ok->setObjectName(u"endpointAdd"_s);
    ok->setPrimary(true);
    ok->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(ok);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->setSpacing(space::page);
    all->addLayout(form);
    all->addWidget(m_problem);
    all->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(ok, &QPushButton::clicked, this, &AddressDialog::submit);
}

std::expected<Endpoint, QString> AddressDialog::endpoint() const
{
    Endpoint endpoint;
    endpoint.name = m_name->text().simplified();
    endpoint.id = idOf(endpoint.name);
    if (endpoint.id.isEmpty())
        return std::unexpected(tr("The name needs at least one letter or digit (a–z, 0–9)."));
    endpoint.baseUrl = QUrl(m_address->text().trimmed(), QUrl::StrictMode);
    const QString scheme = endpoint.baseUrl.scheme();
    if (!endpoint.baseUrl.isValid() || endpoint.baseUrl.host().isEmpty()
        || (scheme != "https"_L1 && scheme != "http"_L1))
        return std::unexpected(tr("The address must be complete, such as https://example.org/v1."));
    if (!endpoint.baseUrl.userInfo().isEmpty())
        return std::unexpected(tr("The address must hold no user name or password. Enter the key after adding."));
    endpoint.dialect = m_format->currentData().toString();
    endpoint.auth = m_noKey->isChecked() ? AuthScheme::None : authOf(endpoint.dialect);
    endpoint.local = isLoopback(endpoint.baseUrl.host());
    endpoint.custom = true;
    return endpoint;
}

void AddressDialog::submit()
{
    const std::expected<Endpoint, QString> wanted = endpoint();
    QString problem;
    if (!wanted) {
        problem = wanted.error();
    } else if (const Result<void> result = m_add(*wanted); !result) {
        const QString why = plainQuote(result.error().detail);
        problem = why.isEmpty() ? tr("It could not be added.") : tr("It could not be added: %1").arg(why);
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (!problem.isEmpty())
        return;
    Q_EMIT added(*wanted);
    accept();
}

} // namespace assay
