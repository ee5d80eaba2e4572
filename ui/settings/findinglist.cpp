// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/findinglist.h"

#include "ui/settings/factrow.h"
#include "ui/text/errorsentences.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

using Outcome = ProviderFinding::Outcome;

Sign signOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Yes: return {.glyph = Glyph::Ticked, .icon = {}, .colour = &Theme::good};
    case Outcome::No: return {.glyph = Glyph::Crossed, .icon = {}, .colour = &Theme::bad};
    case Outcome::Unknown: break;
    }
    return {.glyph = Glyph::Question, .icon = {}, .colour = &Theme::muted};
}

QString wordOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Yes: return FindingList::tr("Yes");
    case Outcome::No: return FindingList::tr("No");
    case Outcome::Unknown: break;
    }
    return FindingList::tr("Not known");
}

QString capitalised(QString word)
{
    if (!word.isEmpty())
        word[0] = word.at(0).toUpper();
    return word;
}

} // namespace

FindingList::FindingList(QWidget* parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(u"findings"_s);
    setAccessibleName(tr("What the test found"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    hide();
}

void FindingList::setFindings(const QList<ProviderFinding>& findings)
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const ProviderFinding& finding : findings) {
        const QString check = capitalised(plainQuote(finding.check, 40));
        const QString detail = plainQuote(finding.detail);
        auto* row = new FactRow(signOf(finding.outcome), check, this);
        row->setObjectName(u"finding."_s + finding.check);
        row->setDetail(detail.isEmpty() ? wordOf(finding.outcome) : detail);
        row->setAccessibleName(u"%1: %2"_s.arg(check, wordOf(finding.outcome)));
        m_rows->addWidget(row);
    }
    setVisible(!findings.isEmpty());
}

bool FindingList::isGood(const QList<ProviderFinding>& findings)
{
    const auto is = [](Outcome outcome) {
        return [outcome](const ProviderFinding& finding) { return finding.outcome == outcome; };
    };
    return std::ranges::any_of(findings, is(Outcome::Yes)) && std::ranges::none_of(findings, is(Outcome::No));
}

} // namespace assay
