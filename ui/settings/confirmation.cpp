// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/confirmation.h"

#include "ui/widgets/plaintooltip.h"

#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace assay {

void confirm(const Confirmation& what, QWidget* parent, std::function<void()> then)
{
    auto* box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(what.name);
    box->setAccessibleName(what.title);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(what.title);
    box->setText(what.question);
    box->setInformativeText(plainToolTip(what.detail));
    QPushButton* yes = box->addButton(what.yes, QMessageBox::AcceptRole);
    yes->setObjectName(u"confirmYes"_s);
    yes->setAccessibleName(what.yes);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    QObject::connect(yes, &QPushButton::clicked, parent, std::move(then));
    box->open();
}

} // namespace assay
