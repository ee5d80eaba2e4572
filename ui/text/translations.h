// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <QTranslator>

namespace assay {

/// Codes of the languages that are compiled in (`de`, `en`), sorted. English is the source of all text.
QStringList interfaceLanguages();

/// The first of `wanted` (`de-AT`, `de_DE.UTF-8`, `en`; best first) whose language is in `available`; otherwise `en`.
/// Pure.
QString chosenLanguage(const QStringList& wanted, const QStringList& available);

/// The words of the interface in one language, for as long as this lives. Made right after the application object,
/// before anything asks for a word. Qt's own words (buttons of its dialogs) come with it where Qt's translations are
/// installed. Numbers and dates do not depend on it: they follow QLocale. What programs read (--json, CSV) neither.
class Translations
{
public:
    /// Languages as the system or the person asks for them, best first.
    explicit Translations(const QStringList& wanted);

    const QString& language() const { return m_language; }

private:
    QString m_language;
    QTranslator m_qt;
    QTranslator m_own; ///< asked before Qt's
};

} // namespace assay
