// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the dialog is made of. What it does is in newkeydialog.cpp.

#include "ui/gateway/newkeydialog.h"

#include "ui/theme/icons.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QLineEdit* field(const QString& name, const QString& label, const QString& hint, QWidget* parent)
{
    auto* out = new QLineEdit(parent);
    out->setObjectName(name);
    out->setAccessibleName(label);
    out->setPlaceholderText(hint);
    out->setTextMargins(space::badge, 0, space::badge, 0);
    return out;
}

QWidget* limitBox(QLineEdit* amount, const QString& word, QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* label = new PlainLabel(word, box);
    label->setRole(FontRole::Small, &Theme::muted);
    label->setBuddy(amount);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(amount);
    column->addWidget(label);
    return box;
}

QHBoxLayout* buttonRow(KeycapButton* first, KeycapButton* second)
{
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(first);
    row->addWidget(second);
    return row;
}

} // namespace

NewKeyDialog::NewKeyDialog(GatewayControl* control, QWidget* parent)
    : QDialog(parent)
    , m_control(control)
    , m_steps(new QStackedWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"newKeyDialog"_s);
    setWindowTitle(tr("New key"));
    setAccessibleName(windowTitle());
    m_steps->addWidget(makeForm());
    m_steps->addWidget(makeReveal());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->addWidget(m_steps);
    connect(m_control, &GatewayControl::keyCreated, this, &NewKeyDialog::reveal);
    connect(m_control, &GatewayControl::keyRefused, this, [this](const QString& why) {
        m_waits = false;
        m_make->setEnabled(true);
        say(why);
    });
}

NewKeyDialog::~NewKeyDialog()
{
    // Unlike clear(), leaves nothing to undo.
    m_secretField->setText({});
}

QWidget* NewKeyDialog::makeForm()
{
    auto* page = new QWidget(this);
    m_name = field(u"keyName"_s, tr("Name"), tr("The tool that will use it"), page);
    m_name->setMaxLength(60);
    m_day = field(u"keyDay"_s, tr("Most a day, in dollars"), tr("no limit"), page);
    m_week = field(u"keyWeek"_s, tr("Most a week, in dollars"), tr("no limit"), page);
    m_month = field(u"keyMonth"_s, tr("Most a month, in dollars"), tr("no limit"), page);
    m_models = field(u"keyModels"_s, tr("Models"), tr("all, or: openai/gpt-5, sandbox/*"), page);
    m_providers = field(u"keyProviders"_s, tr("Providers"), tr("all, or: openai, anthropic"), page);
    m_models->setMinimumWidth(380);
    m_expires = new QCheckBox(tr("Ends with the day"), page);
    m_expires->setObjectName(u"keyExpires"_s);
    m_expiry = new QDateEdit(m_control->now().toLocalTime().date().addMonths(1), page);
    m_expiry->setObjectName(u"keyExpiry"_s);
    m_expiry->setAccessibleName(tr("Last day"));
    m_expiry->setCalendarPopup(true);
    m_expiry->setEnabled(false);
    connect(m_expires, &QCheckBox::toggled, m_expiry, &QWidget::setEnabled);
    auto* limits = new QHBoxLayout;
    limits->setSpacing(space::control);
    limits->addWidget(limitBox(m_day, tr("dollars a day"), page));
    limits->addWidget(limitBox(m_week, tr("a week from Monday"), page));
    limits->addWidget(limitBox(m_month, tr("a calendar month"), page));
    auto* expiry = new QHBoxLayout;
    expiry->addWidget(m_expires);
    expiry->addWidget(m_expiry);
    expiry->addStretch(1);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(space::page);
    form->setVerticalSpacing(space::page);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("May spend"), limits);
    form->addRow(tr("&Models"), m_models);
    form->addRow(tr("&Providers"), m_providers);
    form->addRow(tr("Expiry"), expiry);
    m_problem = new PlainLabel({}, page);
    m_problem->setObjectName(u"keyProblem"_s);
    m_problem->setRole(FontRole::Body, &Theme::bad);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* cancel = new KeycapButton(tr("Cancel"), page);
    cancel->setAutoDefault(false);
    m_make = new KeycapButton(tr("Make the key"), page);
    m_make->setObjectName(u"keyMake"_s);
    m_make->setPrimary(true);
    m_make->setDefault(true);
    auto* all = new QVBoxLayout(page);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(space::page);
    all->addLayout(form);
    all->addWidget(m_problem);
    all->addStretch(1);
    all->addLayout(buttonRow(cancel, m_make));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_make, &QPushButton::clicked, this, &NewKeyDialog::submit);
    return page;
}

QWidget* NewKeyDialog::makeReveal()
{
    auto* page = new QWidget(this);
    m_made = new PlainLabel({}, page);
    m_made->setObjectName(u"keyMade"_s);
    m_made->setWordWrap(true);
    m_secretField = field(u"keySecret"_s, tr("The key"), {}, page);
    m_secretField->setReadOnly(true);
    m_secretField->setFont(roleFont(font(), FontRole::Mono));
    m_copied = new PlainLabel(tr("The recipes on the page are filled in with it until the window closes."), page);
    m_copied->setObjectName(u"keyCopied"_s);
    m_copied->setRole(FontRole::Small, &Theme::muted);
    m_copied->setWordWrap(true);
    auto* done = new KeycapButton(tr("Close"), page);
    done->setObjectName(u"keyDone"_s);
    done->setAutoDefault(false);
    m_copy = new KeycapButton(tr("Copy the key"), page);
    m_copy->setObjectName(u"keyCopy"_s);
    m_copy->setIcon(themeIcon(u"edit-copy"_s, IconColour::OnAccent));
    m_copy->setPrimary(true);
    auto* all = new QVBoxLayout(page);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(space::page);
    all->addWidget(m_made);
    all->addWidget(m_secretField);
    all->addWidget(m_copied);
    all->addStretch(1);
    all->addLayout(buttonRow(done, m_copy));
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_copy, &QPushButton::clicked, this, &NewKeyDialog::copySecret);
    return page;
}

} // namespace assay
