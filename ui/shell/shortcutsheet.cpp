// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/shortcutsheet.h"

#include "ui/theme/theme.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/plainlabel.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

ShortcutSheet::ShortcutSheet(const ActionRegistry& actions, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"shortcutSheet"_s);
    setWindowTitle(tr("Keys"));
    auto* inner = new QWidget;
    auto* grid = new QGridLayout(inner);
    grid->setHorizontalSpacing(space::block);
    grid->setVerticalSpacing(space::badge);
    QString group;
    for (const QAction* action : actions.all()) {
        if (action->shortcut().isEmpty())
            continue;
        if (ActionRegistry::group(action) != group) {
            group = ActionRegistry::group(action);
            auto* heading = new PlainLabel(group, inner);
            heading->setRole(FontRole::BodyStrong);
            heading->setContentsMargins(0, space::control, 0, 0);
            grid->addWidget(heading, grid->rowCount(), 0, 1, 2);
        }
        const int row = grid->rowCount();
        auto* keys = new PlainLabel(action->shortcut().toString(QKeySequence::NativeText), inner);
        keys->setRole(FontRole::Small, &Theme::muted);
        grid->addWidget(new PlainLabel(action->text(), inner), row, 0);
        grid->addWidget(keys, row, 1);
    }
    grid->setColumnStretch(0, 1);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(u"shortcutList"_s);
    scroll->setAccessibleName(tr("Keys"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inner);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scroll);
    layout->addWidget(buttons);
    resize(460, 520);
}

} // namespace assay
