// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/modelspage/ownpricedialog.h"

#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

OwnPriceDialog::OwnPriceDialog(ModelsService* service, const ModelRow& row, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_row(row)
    , m_always(new QCheckBox(tr("For all calls, also those already made"), this))
    , m_from(new QDateEdit(service->today(), this))
    , m_hypothetical(new QCheckBox(tr("Hypothetical: only to compare, never part of spend"), this))
    , m_problem(new PlainLabel({}, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"ownPriceDialog"_s);
    setWindowTitle(tr("My own price for %1").arg(plainQuote(row.name, 60)));
    setAccessibleName(windowTitle());
    m_always->setObjectName(u"ownPriceAlways"_s);
    m_from->setObjectName(u"ownPriceFrom"_s);
    m_from->setAccessibleName(tr("First day it holds, UTC"));
    m_from->setCalendarPopup(true);
    m_hypothetical->setObjectName(u"ownPriceHypothetical"_s);
    m_hypothetical->setChecked(row.access == ModelAccess::Local || row.confidence == "hypothetical"_L1);
    m_problem->setObjectName(u"ownPriceProblem"_s);
    m_problem->setRole(FontRole::Body, &Theme::bad);
    m_problem->setWordWrap(true);
    m_problem->hide();
    makeLayout();
    connect(m_always, &QCheckBox::toggled, m_from, &QWidget::setDisabled);
}

void OwnPriceDialog::makeLayout()
{
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(space::page);
    form->setVerticalSpacing(space::control);
    const std::array fields = {std::pair(UsageClass::Input, tr("&Input, $ per million")),
        std::pair(UsageClass::Output, tr("&Output, $ per million")),
        std::pair(UsageClass::CacheRead, tr("Cache &read, $ per million")),
        std::pair(UsageClass::CacheWrite, tr("Cache &write, $ per million"))};
    for (const auto& [usageClass, label] : fields) {
        auto* field = new QLineEdit(this);
        field->setObjectName(u"ownPrice."_s + usageClassName(usageClass));
        field->setAccessibleName(QString(label).remove(u'&'));
        if (const auto rate = m_row.price ? m_row.price->rates[usageClass] : std::nullopt) {
            if (const auto shown = Money::product(1'000'000, *rate))
                field->setText(Formats().perMillion(*shown));
        }
        m_fields.insert(usageClass, field);
        form->addRow(label, field);
    }
    form->addRow(tr("&From"), m_from);
    form->addRow(QString(), m_always);
    form->addRow(QString(), m_hypothetical);
    auto* cancel = new KeycapButton(tr("Cancel"), this);
    auto* save = new KeycapButton(tr("Save"), this);
    save->setObjectName(u"ownPriceSave"_s);
    save->setPrimary(true);
    save->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->setSpacing(space::page);
    all->addLayout(form);
    all->addWidget(m_problem);
    all->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &OwnPriceDialog::submit);
}

void OwnPriceDialog::submit()
{
    OwnPrice price{.perMillion = {},
        .from = m_always->isChecked() ? QDate() : m_from->date(),
        .hypothetical = m_hypothetical->isChecked()};
    for (const auto& [usageClass, field] : m_fields.asKeyValueRange()) {
        const QString text = field->text().trimmed().replace(QLocale().decimalPoint(), u"."_s);
        if (!text.isEmpty())
            price.perMillion.insert(usageClass, text);
    }
    const auto done = m_service->setOwnPrice(m_row.ref, price);
    if (done)
        return accept();
    m_problem->setText(plainQuote(done.error().detail, 400));
    m_problem->show();
}

} // namespace assay
