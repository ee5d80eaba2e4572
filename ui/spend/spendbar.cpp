// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/spend/spendbar.h"

#include "ui/text/spendtext.h"
#include "ui/theme/icons.h"
#include "ui/widgets/barheight.h"
#include "ui/widgets/plainlabel.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

SpendBar::SpendBar(QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::section, 0, space::section, 0);
    row->setSpacing(space::control);
    auto* title = new PlainLabel(tr("Spend"), this);
    title->setRole(FontRole::Title);
    row->addWidget(title);
    m_units = addChoices(row, {tr("Week"), tr("Month"), tr("Quarter"), tr("Year")}, tr("Period"));
    m_units->button(static_cast<int>(m_period.unit))->setChecked(true);
    connect(m_units, &QButtonGroup::idClicked, this, [this](int unit) {
        m_period.unit = static_cast<PeriodUnit>(unit);
        showPeriod();
        Q_EMIT changed();
    });
    addStep(row, u"go-previous"_s, tr("Earlier"), -1);
    m_title = new PlainLabel({}, this);
    m_title->setRole(FontRole::BodyStrong);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setMinimumWidth(fontMetrics().horizontalAdvance(u"30 Nov – 6 Dec 2026 "_s));
    row->addWidget(m_title);
    addStep(row, u"go-next"_s, tr("Later"), 1);
    m_groupings = new QComboBox(this);
    m_groupings->setObjectName(u"spendGrouping"_s);
    m_groupings->setAccessibleName(tr("Group by"));
    addGroupings();
    row->addWidget(m_groupings);
    m_zones = addChoices(row, {tr("Local days"), tr("UTC billing days")}, tr("Days"));
    m_zones->button(0)->setChecked(true);
    connect(m_zones, &QButtonGroup::idClicked, this, &SpendBar::changed);
    connect(m_groupings, &QComboBox::currentIndexChanged, this, &SpendBar::changed);
    row->addStretch(1);
    auto* out = new QPushButton(themeIcon(u"document-export"_s), tr("Export…"), this);
    out->setObjectName(u"spendExport"_s);
    connect(out, &QPushButton::clicked, this, &SpendBar::exportWanted);
    row->addWidget(out);
    new BarHeight(this, space::toolbarHeight, 26);
}

QButtonGroup* SpendBar::addChoices(QHBoxLayout* row, const QStringList& names, const QString& name)
{
    auto* group = new QButtonGroup(this);
    auto* box = new QHBoxLayout;
    box->setSpacing(0);
    for (int i = 0; i < names.size(); ++i) {
        auto* button = new QToolButton(this);
        button->setText(names[i]);
        button->setAccessibleName(tr("%1: %2").arg(name, names[i]));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setMinimumHeight(space::controlHeight);
        group->addButton(button, i);
        box->addWidget(button);
    }
    row->addLayout(box);
    return group;
}

QToolButton* SpendBar::addStep(QHBoxLayout* row, const QString& icon, const QString& name, int step)
{
    auto* button = new QToolButton(this);
    button->setIcon(themeIcon(icon));
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    button->setFixedSize(space::controlHeight, space::controlHeight);
    connect(button, &QToolButton::clicked, this, [this, step] {
        setPeriod(m_period.stepped(step));
        Q_EMIT changed();
    });
    row->addWidget(button);
    return button;
}

void SpendBar::addGroupings()
{
    for (const auto grouping :
        {SpendGrouping::Model, SpendGrouping::Provider, SpendGrouping::Endpoint, SpendGrouping::Project,
            SpendGrouping::Key, SpendGrouping::Tag, SpendGrouping::Surface, SpendGrouping::Purpose, SpendGrouping::Day})
        m_groupings->addItem(tr("By %1").arg(SpendText::groupingWord(grouping)), static_cast<int>(grouping));
}

void SpendBar::setPeriod(const SpendPeriod& period)
{
    m_period = period;
    m_units->button(static_cast<int>(period.unit))->setChecked(true);
    showPeriod();
}

void SpendBar::showPeriod()
{
    m_title->setText(m_period.title());
}

SpendGrouping SpendBar::grouping() const
{
    return static_cast<SpendGrouping>(m_groupings->currentData().toInt());
}

QTimeZone SpendBar::zone() const
{
    return m_zones->checkedId() == 1 ? QTimeZone(QTimeZone::UTC) : QTimeZone::systemTimeZone();
}

} // namespace assay
