// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/desktopchoices.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QVBoxLayout;

namespace assay {

/// Settings, section Appearance: colours and text size of the window.
class AppearanceSection : public QWidget
{
    Q_OBJECT

public:
    AppearanceSection(ThemeChoice theme, const DesktopChoices& choices, QWidget* parent = nullptr);

    void setTextPercent(int percent); ///< chosen elsewhere, by keys

Q_SIGNALS:
    void themeChosen(assay::ThemeChoice choice);
    void contrastChosen(bool contrast);
    void textPercentChosen(int percent);

private:
    void addText(const DesktopChoices& choices, QVBoxLayout* to);

    QComboBox* m_size;
};

} // namespace assay
