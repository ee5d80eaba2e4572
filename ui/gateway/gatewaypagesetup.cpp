// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the Gateway page is made of. What it does with it is in gatewaypage.cpp.

#include "ui/charts/chartbox.h"
#include "ui/gateway/gatewaybar.h"
#include "ui/gateway/gatewaycallmodel.h"
#include "ui/gateway/gatewaydelegate.h"
#include "ui/gateway/gatewaykeymodel.h"
#include "ui/gateway/gatewaypage.h"
#include "ui/gateway/hourchart.h"
#include "ui/gateway/recipepanel.h"
#include "ui/gateway/testpanel.h"
#include "ui/settings/settingsbox.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/gapsplitter.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/plainlabel.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kLeastStretched = 130; // of the column that takes what is left

/// The head of a box: its question, and what stands at its end.
QHBoxLayout* headOf(SettingsBox* box, const QString& question)
{
    box->content()->setContentsMargins(1, space::control + 1, 1, 1);
    auto* title = new PlainLabel(question, box);
    title->setRole(FontRole::Title);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(space::section - 1, 0, space::page, 0);
    row->setSpacing(space::control);
    row->addWidget(title);
    box->content()->addLayout(row);
    return row;
}

FlatTable* tableOf(QAbstractItemModel* model, const QString& name, const QString& words, QWidget* parent)
{
    auto* table = new FlatTable(parent);
    table->setObjectName(name);
    table->setAccessibleName(words);
    table->setModel(model);
    auto* delegate = new GatewayDelegate(table);
    table->setItemDelegate(delegate);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    return table;
}

/// A sentence on what will be here, one on how, and room for a button.
QVBoxLayout* emptyPage(QWidget* page, PlainLabel* title, PlainLabel* text)
{
    title->setRole(FontRole::BodyStrong);
    title->setAlignment(Qt::AlignCenter);
    text->setRole(FontRole::Body, &Theme::muted);
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::block, space::page, space::block, space::page);
    column->addStretch(1);
    column->addWidget(title);
    column->addWidget(text);
    column->addStretch(1);
    return column;
}

} // namespace

void GatewayPage::build()
{
    m_bar = new GatewayBar(this);
    auto* left = new GapSplitter(Qt::Vertical, space::page, this);
    left->addWidget(makeKeys());
    left->addWidget(makeCalls());
    left->setStretchFactor(0, 2);
    left->setStretchFactor(1, 5);
    left->setSizes({264, 560});
    auto* columns = new QHBoxLayout;
    columns->setContentsMargins(space::page, space::page, space::page, space::page);
    columns->setSpacing(space::page);
    columns->addWidget(left, 1);
    columns->addWidget(makeSide());
    m_problem = new PlainLabel({}, this);
    m_problem->setObjectName(u"gatewayProblem"_s);
    m_problem->setRole(FontRole::Body, &Theme::bad);
    m_problem->setContentsMargins(space::section, space::control, space::section, 0);
    m_problem->setWordWrap(true);
    m_problem->setVisible(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_bar);
    all->addWidget(new Hairline(this));
    all->addWidget(makeFailure());
    all->addWidget(m_problem);
    all->addLayout(columns, 1);
    connectParts();
    m_recipes->setModels(m_models);
    m_bar->setToday({});
    showSelection();
}

QWidget* GatewayPage::makeFailure()
{
    m_failure = new QWidget(this);
    m_failure->setObjectName(u"gatewayFailure"_s);
    m_failureText = new PlainLabel({}, m_failure);
    m_failureText->setObjectName(u"gatewayFailureText"_s);
    m_failureText->setRole(FontRole::Body, &Theme::bad);
    m_failureText->setWordWrap(true);
    m_nearby = new QPushButton(tr("Use the next free port"), m_failure);
    m_nearby->setObjectName(u"gatewayNearby"_s);
    auto* row = new QHBoxLayout(m_failure);
    row->setContentsMargins(space::section, space::control, space::section, 0);
    row->addWidget(m_failureText, 1);
    row->addWidget(m_nearby);
    m_failure->setVisible(false);
    return m_failure;
}

QWidget* GatewayPage::makeKeys()
{
    auto* box = new SettingsBox(this);
    const QString question = tr("Who may call, and for how much?");
    auto* head = headOf(box, question);
    m_keyCount = new PlainLabel({}, box);
    m_keyCount->setRole(FontRole::Body, &Theme::muted);
    m_toggle = new QPushButton(tr("Disable"), box);
    m_toggle->setObjectName(u"gatewayToggleKey"_s);
    m_toggle->setToolTip(tr("The chosen key opens nothing until it is enabled again."));
    m_remove = new QPushButton(tr("Delete…"), box);
    m_remove->setObjectName(u"gatewayRemoveKey"_s);
    head->addWidget(m_keyCount);
    head->addStretch(1);
    head->addWidget(m_toggle);
    head->addWidget(m_remove);
    m_keys = new GatewayKeyModel(this);
    m_keyTable = tableOf(m_keys, u"gatewayKeys"_s, question, box);
    m_keyTable->verticalHeader()->setDefaultSectionSize(qMax(34, fontMetrics().height() + 16));
    m_keyTable->horizontalHeader()->setSectionResizeMode(GatewayKeyModel::MayUse, QHeaderView::Stretch);
    m_keyTable->setExpendable(
        {GatewayKeyModel::Week, GatewayKeyModel::LastUsed, GatewayKeyModel::Day}, kLeastStretched);
    m_keyPages = new QStackedWidget(box);
    m_keyPages->addWidget(makeKeyEmpty());
    m_keyPages->addWidget(m_keyTable);
    m_keyPages->setMinimumHeight(150);
    box->content()->addWidget(m_keyPages, 1);
    return box;
}

QWidget* GatewayPage::makeKeyEmpty()
{
    auto* page = new QWidget(this);
    auto* title = new PlainLabel(tr("No key yet."), page);
    title->setObjectName(u"gatewayNoKeys"_s);
    auto* column = emptyPage(page, title,
        new PlainLabel(tr("Each tool gets a key of its own: with limits, the models it may use and an end, and with "
                          "its spend told apart."),
            page));
    auto* make = new QPushButton(tr("Make a key…"), page);
    make->setObjectName(u"gatewayFirstKey"_s);
    connect(make, &QPushButton::clicked, this, &GatewayPage::askNewKey);
    column->insertSpacing(3, space::control);
    column->insertWidget(4, make, 0, Qt::AlignHCenter);
    return page;
}

QWidget* GatewayPage::makeCalls()
{
    auto* box = new SettingsBox(this);
    const QString question = tr("What is running now?");
    auto* head = headOf(box, question);
    m_live = new PlainLabel({}, box);
    m_live->setObjectName(u"gatewayLive"_s);
    m_live->setRole(FontRole::SmallStrong, &Theme::info);
    head->addWidget(m_live);
    head->addStretch(1);
    m_filter = new QButtonGroup(box);
    const QStringList names{tr("Live and last 50"), tr("Errors (%1)").arg(0)};
    auto* choices = new QHBoxLayout;
    choices->setSpacing(0);
    for (int i = 0; i < names.size(); ++i) {
        auto* button = new QToolButton(box);
        button->setObjectName(u"gatewayFilter%1"_s.arg(i));
        button->setText(names[i]);
        button->setCheckable(true);
        button->setChecked(i == 0);
        button->setFocusPolicy(Qt::TabFocus);
        button->setMinimumHeight(space::smallControlHeight);
        m_filter->addButton(button, i);
        choices->addWidget(button);
    }
    head->addLayout(choices);
    m_calls = new GatewayCallModel(this);
    m_callTable = tableOf(m_calls, u"gatewayCalls"_s, question, box);
    m_callTable->viewport()->setCursor(Qt::PointingHandCursor);
    m_callTable->horizontalHeader()->setSectionResizeMode(GatewayCallModel::Model, QHeaderView::Stretch);
    m_callTable->setExpendable({GatewayCallModel::FirstToken, GatewayCallModel::Tokens, GatewayCallModel::Way,
                                   GatewayCallModel::Total, GatewayCallModel::Key},
        kLeastStretched);
    m_callTable->setToolTip(tr("Return or a click opens an ended call in History, Del stops a running one."));
    m_callPages = new QStackedWidget(box);
    m_callPages->addWidget(makeCallEmpty());
    m_callPages->addWidget(m_callTable);
    m_callPages->setMinimumHeight(150);
    box->content()->addWidget(m_callPages, 1);
    return box;
}

QWidget* GatewayPage::makeCallEmpty()
{
    auto* page = new QWidget(this);
    m_callEmpty = new PlainLabel({}, page);
    m_callEmpty->setObjectName(u"gatewayNoCalls"_s);
    m_callHint = new PlainLabel({}, page);
    auto* column = emptyPage(page, m_callEmpty, m_callHint);
    m_startHere = new QPushButton(tr("Turn it on"), page);
    m_startHere->setObjectName(u"gatewayStartHere"_s);
    column->insertSpacing(3, space::control);
    column->insertWidget(4, m_startHere, 0, Qt::AlignHCenter);
    return page;
}

QWidget* GatewayPage::makeSide()
{
    auto* content = new QWidget(this);
    m_recipes = new RecipePanel(content);
    m_test = new TestPanel(m_recipes);
    m_recipes->content()->addWidget(m_test);
    m_hour = new HourChart(content);
    m_hour->setObjectName(u"gatewayHour"_s);
    m_hourBox = new ChartBox(tr("How busy was the last hour?"), m_hour, ChartBox::NotePlace::Below, content);
    auto* kept = new SettingsBox(content);
    auto* question = new PlainLabel(tr("What happens to the text?"), kept);
    question->setRole(FontRole::BodyStrong);
    auto* answer
        = new PlainLabel(tr("Questions and answers are kept in History on this computer, as every call's cost and "
                            "timing are. They go to the provider that serves the call, and nowhere else."),
            kept);
    answer->setRole(FontRole::Body, &Theme::muted);
    answer->setWordWrap(true);
    kept->content()->addWidget(question);
    kept->content()->addWidget(answer);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::page);
    column->addWidget(m_recipes);
    column->addWidget(m_hourBox);
    column->addWidget(kept);
    column->addStretch(1);
    m_side = new QScrollArea(this);
    m_side->setFrameShape(QFrame::NoFrame);
    m_side->setFocusPolicy(Qt::NoFocus);
    m_side->setWidgetResizable(true);
    m_side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side->setAccessibleName(tr("Connect a tool"));
    m_side->setWidget(content);
    return m_side;
}

} // namespace assay
