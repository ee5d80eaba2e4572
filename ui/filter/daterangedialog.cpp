// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/filter/daterangedialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/keycapbutton.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

DateRangeDialog::DateRangeDialog(const QDateTime& since, const QDateTime& until, QDate today, QWidget* parent)
    : QDialog(parent)
    , m_hasFrom(new QCheckBox(tr("&From"), this))
    , m_hasTo(new QCheckBox(tr("&To and with"), this))
    , m_from(new QDateEdit(this))
    , m_to(new QDateEdit(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"filterDates"_s);
    setWindowTitle(tr("From and to"));
    setAccessibleName(windowTitle());
    m_hasFrom->setChecked(since.isValid() || !until.isValid());
    m_hasTo->setChecked(until.isValid());
    m_from->setObjectName(u"filterFrom"_s);
    m_to->setObjectName(u"filterTo"_s);
    m_from->setDate(since.isValid() ? since.toLocalTime().date() : today.addDays(-30));
    m_to->setDate(until.isValid() ? until.toLocalTime().addMSecs(-1).date() : today);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(space::page);
    form->setVerticalSpacing(space::control);
    addEnd(form, m_hasFrom, m_from);
    addEnd(form, m_hasTo, m_to);
    auto* cancel = new KeycapButton(tr("Cancel"), this);
    auto* use = new KeycapButton(tr("Use"), this);
    use->setObjectName(u"filterDatesUse"_s);
    use->setPrimary(true);
    use->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(use);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->setSpacing(space::page);
    all->addLayout(form);
    all->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(use, &QPushButton::clicked, this, &DateRangeDialog::submit);
}

void DateRangeDialog::addEnd(QFormLayout* form, QCheckBox* box, QDateEdit* day)
{
    day->setCalendarPopup(true);
    day->setAccessibleName(QString(box->text()).remove(u'&'));
    day->setEnabled(box->isChecked());
    connect(box, &QCheckBox::toggled, day, &QWidget::setEnabled);
    form->addRow(box, day);
}

void DateRangeDialog::submit()
{
    QDate from = m_from->date();
    QDate to = m_to->date();
    if (m_hasFrom->isChecked() && m_hasTo->isChecked() && from > to)
        std::swap(from, to);
    Q_EMIT chosen(m_hasFrom->isChecked() ? from.startOfDay().toUTC() : QDateTime(),
        m_hasTo->isChecked() ? to.addDays(1).startOfDay().toUTC() : QDateTime());
    accept();
}

} // namespace assay
