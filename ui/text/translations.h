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

/// A name (`Temperature`) as it stands inside a sentence: with a small letter where the language writes nouns so.
QString insideSentence(const QString& name);

/// The words of the interface in one language, for as long as this lives. Made right after the application object,
/// before anything asks for a word. Qt's own words (keys, buttons and menus of its dialogs) come with it. Numbers and
/// dates do not depend on it: they follow QLocale. What programs read (--json, CSV) neither.
class Translations
{
public:
    /// Languages as the system or the person asks for them, best first.
    explicit Translations(const QStringList& wanted);

    const QString& language() const { return m_language; }

private:
    QString m_language;
    // Asked in the reverse order.
    QTranslator m_qtWords; ///< the most seen of Qt's words, compiled in
    QTranslator m_qt; ///< all of Qt's words, where they are installed
    QTranslator m_own;
};

} // namespace assay
