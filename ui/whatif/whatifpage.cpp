// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/whatif/whatifpage.h"

#include "ui/settings/settingsbox.h"
#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"
#include "ui/theme/theme.h"
#include "ui/whatif/whatiftables.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/plainlabel.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

PlainLabel* sentence(const QString& name, QColor Theme::* colour, QWidget* parent)
{
    auto* label = new PlainLabel({}, parent);
    label->setObjectName(name);
    label->setRole(FontRole::Body, colour);
    label->setWordWrap(true);
    return label;
}

FlatTable* tableOf(QAbstractItemModel* model, const QString& name, const QString& words, QWidget* parent)
{
    auto* table = new FlatTable(parent);
    table->setObjectName(name);
    table->setAccessibleName(words);
    table->setModel(model);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    return table;
}

PlainLabel* questionOf(const QString& words, QWidget* parent)
{
    auto* title = new PlainLabel(words, parent);
    title->setRole(FontRole::Title);
    title->setWordWrap(true);
    return title;
}

} // namespace

WhatIfPage::WhatIfPage(WhatIfService* service, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
{
    setObjectName(u"whatIfPage"_s);
    setAccessibleName(tr("What if"));
    auto* boxes = new QVBoxLayout;
    boxes->setContentsMargins(space::page, space::page, space::page, space::page);
    boxes->setSpacing(space::page);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeBar());
    all->addWidget(new Hairline(this));
    boxes->addWidget(makeCosts(), 1);
    boxes->addWidget(makePolicies(), 2);
    all->addLayout(boxes, 1);
    connect(m_service, &WhatIfService::costed, this, &WhatIfPage::showCost);
    connect(m_service, &WhatIfService::policiesCompared, this, &WhatIfPage::showPolicies);
}

QWidget* WhatIfPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* title = new PlainLabel(tr("What if"), bar);
    title->setRole(FontRole::Title);
    m_period = new QComboBox(bar);
    m_period->setObjectName(u"whatIfPeriod"_s);
    m_period->setAccessibleName(tr("Period"));
    m_period->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* nothing = new PlainLabel(tr("nothing is sent"), bar);
    nothing->setRole(FontRole::Small, &Theme::muted);
    nothing->setToolTip(tr("Everything here is worked out from your ledger and the price lists."));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::section, 0, space::section, 0);
    row->setSpacing(space::control);
    row->addWidget(title);
    row->addSpacing(space::control);
    row->addWidget(m_period);
    row->addStretch(1);
    row->addWidget(nothing);
    bar->setFixedHeight(qMax(space::toolbarHeight, fontMetrics().height() + 26));
    fillPeriods();
    connect(m_period, &QComboBox::currentIndexChanged, this, [this] {
        askCosts();
        replay();
    });
    return bar;
}

void WhatIfPage::fillPeriods()
{
    const QDate today = m_service->today();
    const QDate month(today.year(), today.month(), 1);
    const auto add = [this](const QString& name, const QDate& from, const QDate& to) {
        m_period->addItem(name, QVariant::fromValue(qMakePair(from, to)));
    };
    const QString last = QLocale().toString(month.addMonths(-1), u"MMMM yyyy"_s);
    add(tr("Last month (%1)").arg(last), month.addMonths(-1), month);
    add(tr("This month so far"), month, today.addDays(1));
    add(tr("Last 30 days"), today.addDays(-29), today.addDays(1));
    add(tr("Last 12 months"), today.addDays(1).addMonths(-12), today.addDays(1));
}

WhatIfPeriod WhatIfPage::period() const
{
    const auto days = m_period->currentData().value<QPair<QDate, QDate>>();
    return {.from = days.first, .to = days.second};
}

QWidget* WhatIfPage::makeCosts()
{
    auto* box = new SettingsBox(this);
    const QString question = tr("What would these calls have cost on another model?");
    m_really = sentence(u"whatIfReally"_s, &Theme::text, box);
    m_model = new QComboBox(box);
    m_model->setObjectName(u"whatIfModel"_s);
    m_model->setAccessibleName(tr("Another model"));
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setMinimumContentsLength(24);
    m_model->lineEdit()->setFrame(false);
    m_model->lineEdit()->setPlaceholderText(tr("provider/model"));
    m_add = new QPushButton(tr("Work it out"), box);
    m_add->setObjectName(u"whatIfAdd"_s);
    m_remove = new QPushButton(tr("Remove"), box);
    m_remove->setObjectName(u"whatIfRemove"_s);
    m_remove->setToolTip(tr("Takes the chosen row away (Del)"));
    auto* ask = new QHBoxLayout;
    ask->setSpacing(space::control);
    ask->addWidget(m_model, 1);
    ask->addWidget(m_add);
    ask->addWidget(m_remove);
    m_costs = new WhatIfCostModel(this);
    m_costTable = tableOf(m_costs, u"whatIfCosts"_s, question, box);
    m_noModel = sentence(u"whatIfNoModel"_s, &Theme::muted, box);
    m_noModel->setText(tr("Choose a model, and its prices of those days are put on your real calls: the same token "
                          "counts, though another model would have written more or less."));
    box->content()->addWidget(questionOf(question, box));
    box->content()->addWidget(m_really);
    box->content()->addLayout(ask);
    box->content()->addWidget(m_noModel);
    box->content()->addWidget(m_costTable, 1);
    box->content()->addStretch(0); // takes what the table would, while there is none
    m_really->setVisible(false);
    m_costTable->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // the policies are seen whole first
    m_costTable->setMinimumHeight(4 * space::controlHeight);
    m_costTable->setVisible(false);
    m_remove->setVisible(false);
    connect(m_add, &QPushButton::clicked, this, &WhatIfPage::addModel);
    connect(m_model->lineEdit(), &QLineEdit::returnPressed, this, &WhatIfPage::addModel);
    connect(m_remove, &QPushButton::clicked, this, &WhatIfPage::removeModel);
    auto* key = new QShortcut(QKeySequence::Delete, m_costTable, nullptr, nullptr, Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, this, &WhatIfPage::removeModel);
    return box;
}

QWidget* WhatIfPage::makePolicies()
{
    auto* box = new SettingsBox(this);
    const QString question = tr("How would other ways of routing have done?");
    m_world = new QButtonGroup(box);
    auto* head = new QHBoxLayout;
    head->setSpacing(0);
    head->addWidget(questionOf(question, box), 1);
    const QStringList names{tr("Your calls"), tr("An invented month")};
    for (int i = 0; i < names.size(); ++i) {
        auto* button = new QToolButton(box);
        button->setObjectName(u"whatIfWorld%1"_s.arg(i));
        button->setText(names[i]);
        button->setCheckable(true);
        button->setChecked(i == 0);
        button->setFocusPolicy(Qt::TabFocus);
        button->setMinimumHeight(space::smallControlHeight);
        m_world->addButton(button, i);
        head->addWidget(button);
    }
    m_over = sentence(u"whatIfOver"_s, &Theme::muted, box);
    m_verdict = sentence(u"whatIfVerdict"_s, &Theme::text, box);
    m_policies = new WhatIfPolicyModel(this);
    m_policyTable = tableOf(m_policies, u"whatIfPolicies"_s, question, box);
    m_policyTable->setMinimumHeight(8 * qMax(space::controlHeight, fontMetrics().height() + 10) + 4); // all of them
    m_notes = sentence(u"whatIfNotes"_s, &Theme::muted, box);
    box->content()->addLayout(head);
    box->content()->addWidget(m_over);
    box->content()->addWidget(m_verdict);
    box->content()->addWidget(m_policyTable, 1);
    box->content()->addWidget(m_notes);
    box->content()->addStretch(0);
    connect(m_world, &QButtonGroup::idClicked, this, &WhatIfPage::replay);
    return box;
}

void WhatIfPage::setModels(const QStringList& models)
{
    const QString typed = m_model->currentText();
    const QSignalBlocker quiet(m_model);
    m_model->clear();
    for (const auto& model : models) {
        if (!model.startsWith("sandbox/"_L1)) // simulated: it has no price to compare with
            m_model->addItem(model);
    }
    m_model->setCurrentText(typed);
    if (auto* completer = m_model->completer()) {
        completer->setFilterMode(Qt::MatchContains);
        completer->setCompletionMode(QCompleter::PopupCompletion);
    }
}

void WhatIfPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_hasAsked)
        return;
    m_hasAsked = true;
    replay();
}

void WhatIfPage::askCosts()
{
    m_really->setVisible(false);
    m_costs->forget();
    if (m_costs->rowCount() > 0)
        m_service->askCosts(period(), m_costs->names());
}

void WhatIfPage::addModel()
{
    const QString name = m_model->currentText().trimmed();
    if (name.isEmpty())
        return m_model->setFocus();
    m_costs->put({.asked = name, .failure = {}, .model = {}});
    m_costTable->setVisible(true);
    m_remove->setVisible(true);
    m_costTable->selectRow(static_cast<int>(m_costs->names().indexOf(name)));
    m_service->askCosts(period(), m_costs->names()); // a question that waits is overtaken, so all of them again
}

void WhatIfPage::removeModel()
{
    const auto rows = m_costTable->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    m_costs->remove(rows.first().row());
    m_costTable->setVisible(m_costs->rowCount() > 0);
    m_remove->setVisible(m_costs->rowCount() > 0);
    m_really->setVisible(m_really->isVisible() && m_costs->rowCount() > 0);
    if (m_costs->rowCount() == 0)
        m_model->setFocus();
}

void WhatIfPage::showCost(const WhatIfCost& answer)
{
    if (!m_costs->names().contains(answer.asked))
        return; // removed meanwhile
    m_costs->put(answer);
    if (!answer.failure.isEmpty())
        return;
    const QString sum = answer.actual ? Formats().sum(*answer.actual) : tr("an unknown sum");
    const QString calls = tr("%Ln real calls", nullptr, static_cast<int>(answer.calls));
    m_really->setText(answer.calls == 0 ? tr("There are no real calls in this period: choose another one.")
            : answer.actualUnknown > 0
            ? tr("Really: %1 for %2, of which %3 have no known cost.").arg(sum, calls).arg(answer.actualUnknown)
            : tr("Really: %1 for %2.").arg(sum, calls));
    m_really->setVisible(true);
}

void WhatIfPage::replay()
{
    if (!m_hasAsked)
        return;
    m_policies->setReports({});
    m_verdict->setVisible(false);
    m_notes->setVisible(false);
    m_policyTable->setVisible(false);
    m_over->setText(tr("Replaying …"));
    m_service->comparePolicies(m_world->checkedId() == 1 ? WhatIfWorld::Invented : WhatIfWorld::Ledger, period());
}

void WhatIfPage::showPolicies(const WhatIfPolicies& answer)
{
    const bool works = answer.failure.isEmpty();
    if (!works)
        m_over->setText(
            tr("Your calls of this period left no choice: it takes a model that at least two endpoints with "
               "known prices answered five times each. Choose another period, or look at an invented month."));
    else if (answer.world == WhatIfWorld::Invented)
        m_over->setText(tr("Simulated: an invented month of %1 requests over %2 endpoints with outages, price changes, "
                           "rate limits and the hours of the day. No sum here was or will be billed.")
                .arg(QLocale().toString(answer.requests))
                .arg(answer.endpoints));
    else
        m_over->setText(tr("Your %1 calls of %2 over %3 endpoints. What an endpoint would have done is its own attempt "
                           "nearest in time.")
                .arg(QLocale().toString(answer.requests), plainQuote(answer.model, 80))
                .arg(answer.endpoints));
    m_over->setToolTip(works ? QString() : plainQuote(answer.failure, 400));
    m_policies->setReports(answer.reports);
    m_policyTable->setVisible(works);
    m_verdict->setText(m_policies->verdict());
    m_verdict->setVisible(works);
    m_notes->setText(answer.notes.join(u' '));
    m_notes->setVisible(!answer.notes.isEmpty());
}

} // namespace assay
