// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/newkeydialog.h"

#include "ui/gateway/secretclipboard.h"
#include "ui/text/errorsentences.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QTimeZone>

#include <algorithm>
#include <expected>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QStringList listOf(const QLineEdit* field)
{
    static const QRegularExpression separators(u"[,;\\s]+"_s);
    return field->text().split(separators, Qt::SkipEmptyParts);
}

/// A field left empty is no limit.
std::expected<std::optional<Money>, QString> amountOf(const QLineEdit* field)
{
    QString text = field->text().trimmed();
    if (text.startsWith(u'$'))
        text = text.sliced(1).trimmed();
    if (text.isEmpty())
        return std::nullopt;
    text.replace(QLocale().decimalPoint(), u"."_s);
    const QByteArray digits = text.toLatin1();
    const auto amount = Money::fromDecimalUsd(digits);
    if (!amount || *amount < Money())
        return std::unexpected(NewKeyDialog::tr("“%1” is no amount of dollars.").arg(field->text().trimmed()));
    return *amount;
}

} // namespace

std::expected<VirtualKey, QString> NewKeyDialog::wish() const
{
    VirtualKey out;
    out.name = m_name->text().simplified();
    if (out.name.isEmpty())
        return std::unexpected(tr("The key needs a name: the tool that will use it."));
    for (const auto& [field, limit] : {std::pair{m_day, &VirtualKey::dayLimit},
             std::pair{m_week, &VirtualKey::weekLimit}, std::pair{m_month, &VirtualKey::monthLimit}}) {
        const auto amount = amountOf(field);
        if (!amount)
            return std::unexpected(amount.error());
        out.*limit = *amount;
    }
    out.models = listOf(m_models);
    for (const auto& model : std::as_const(out.models)) {
        if (!model.contains(u'/') && model != "*"_L1)
            return std::unexpected(tr("“%1” is no model: write PROVIDER/MODEL or PROVIDER/*.").arg(model));
    }
    out.providers = listOf(m_providers);
    const QStringList known = m_control->providers();
    for (const auto& provider : std::as_const(out.providers)) {
        if (!known.contains(provider))
            return std::unexpected(tr("There is no provider “%1”.").arg(provider));
    }
    if (!m_expires->isChecked())
        return out;
    // To the end of the day, as people mean it.
    out.expiresAt = m_expiry->date().addDays(1).startOfDay().toUTC();
    if (*out.expiresAt <= m_control->now())
        return std::unexpected(tr("The day on which it ends is over."));
    return out;
}

void NewKeyDialog::submit()
{
    if (m_waits)
        return;
    const auto wanted = wish();
    say(wanted ? QString() : wanted.error());
    if (!wanted)
        return;
    m_waits = true;
    m_make->setEnabled(false);
    m_control->createKey(*wanted);
}

void NewKeyDialog::say(const QString& problem)
{
    m_problem->setText(problem.isEmpty() ? QString() : plainQuote(problem));
    m_problem->setVisible(!problem.isEmpty());
}

void NewKeyDialog::reveal(const VirtualKey& key, const Secret& secret)
{
    m_waits = false;
    m_secret = secret;
    m_made->setText(tr("The key “%1” is ready. Copy it now: it is shown this once, and Assay keeps only its hash.")
            .arg(plainQuote(key.name, 60)));
    m_secretField->setText(QString::fromLatin1(secret.reveal()));
    m_secretField->setCursorPosition(0);
    m_steps->setCurrentIndex(1);
    m_copy->setDefault(true);
    m_copy->setFocus(Qt::OtherFocusReason);
}

void NewKeyDialog::copySecret()
{
    SecretClipboard::put(QString::fromLatin1(m_secret.reveal()));
    m_copied->setText(tr("Copied. It leaves the clipboard in 60 seconds."));
}

} // namespace assay
